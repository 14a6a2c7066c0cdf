import Catalogs
import ExportFormat
import Foundation
import SQLite
import Testing

/// Whatever people did to a catalog, imports and removals leave it whole, with the same content as in a plain one.
@Suite struct `A catalog that people changed` {
  @Test(arguments: ForeignChange.all)
  func `is written like a plain one`(change: ForeignChange) throws {
    let plain = try Self.plain.get()
    let changed = try Run(change)
    #expect(changed.stages.count == plain.stages.count)
    for (stage, expected) in zip(changed.stages, plain.stages) {
      #expect(stage.faults == [])
      for (table, rows) in expected.tables { #expect(stage.tables[table] == rows, "\(table)") }
    }
    #expect(changed.extracts == plain.extracts)
    #expect(changed.differences == plain.differences)
    #expect(changed.summaries == plain.summaries)
  }

  private static let plain = Result { try Run(nil) }

  /// What is left of the catalog after each step.
  private struct Run {
    struct Stage {
      var faults: [String]
      var tables: [String: [[QueryValue]]]
    }

    var stages: [Stage] = []
    var summaries: [ImportSummary] = []
    var extracts: [[UInt8]] = []
    var differences = ""

    init(_ change: ForeignChange?) throws {
      let scratch = try ScratchCatalog()
      let catalog = try Catalog(path: scratch.path, access: .create)
      func take(_ number: Int, as name: String) throws {
        var summary = try catalog.importExport(
          [ForeignExport.Archive(number)],
          options: ImportOptions(name: name, projectID: 7, policy: .skip))
        summary.seconds = 0
        summaries.append(summary)
        stages.append(Stage(faults: try catalog.foreignFaults(change), tables: try catalog.ownTables()))
      }
      try take(0, as: "first")
      if let change { try catalog.apply(change.sql) }
      try take(1, as: "second")
      try catalog.forget("first")
      stages.append(Stage(faults: try catalog.foreignFaults(change), tables: try catalog.ownTables()))
      try take(2, as: "third")
      differences = try catalog.diff(old: "second", new: "third").summary
      for name in ["second", "third"] {
        var bytes: [UInt8] = []
        _ = try catalog.extract(name) { bytes += $0 }
        extracts.append(bytes)
      }
    }
  }

  @Test func `can have at least fifteen kinds of changes`() {
    #expect(ForeignChange.all.count > 15)
    #expect(Set(ForeignChange.all.map(\.name)).count == ForeignChange.all.count)
  }
}

/// Small exports with something for each table: repeated and faulty records among them.
enum ForeignExport {
  static func bytes(_ number: Int) -> [UInt8] {
    var records = (0..<40).map { index in
      SampleRecord("file\(index * 7 % 40)") {
        $0.author = index % 3 == 0 ? "Ann" : "Ann Bo"
        $0.fileName = "pic\(index).jpg"
        $0.status = ["a", "v", "d"][(index + number) % 3]
        $0.rebound = index % 5 == 0 ? "file\(index + 1)" : nil
        $0.reboundProject = index % 4 == 0 ? index : nil
        $0.groups = (0..<index % 3).map { .init(uid: "u\(index).\($0)", labels: [$0 + 1, index % 7 + 10]) }
        if index == 9 { $0.extra = ["\"stars\": \(number)"] }
      }
    }
    records.append(records[3])
    records.append(records[5].with { $0.status = "u" })
    let faulty = SampleRecord("faulty") { $0.status = "" }
    return Array(("[" + (records + [faulty]).map { $0.json() }.joined(separator: ",") + "]").utf8)
  }

  /// Its records, behind two media entries.
  final class Archive: ByteSource {
    let name = "media.zip"
    private let records: MemorySource
    private var receiver: (([MediaEntry]) throws -> Void)?

    init(_ number: Int) { records = MemorySource(ForeignExport.bytes(number)) }

    func setMediaReceiver(_ receiver: @escaping ([MediaEntry]) throws -> Void) { self.receiver = receiver }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      try receiver?([
        MediaEntry(name: "file1.jpg", byteCount: 5, crc32: 9),
        MediaEntry(name: "file2.jpg", byteCount: nil, crc32: nil),
      ])
      receiver = nil
      return records.read(into: buffer)
    }
  }
}

extension Catalog {
  /// Runs statements as another tool would, without foreign keys.
  func apply(_ sql: String) throws {
    try withConnection { connection in
      _ = try connection.rows("PRAGMA foreign_keys = OFF")
      try connection.forEachStatement(in: sql) { try $0.forEachRow { _ in } }
      _ = try connection.rows("PRAGMA legacy_alter_table = OFF")
      _ = try connection.rows("PRAGMA foreign_keys = ON")
    }
  }

  /// The rows of all tables of Pressmark's, by the names of their columns.
  func ownTables() throws -> [String: [[QueryValue]]] {
    let columns = [
      "exports": """
      export_id, name, project_id, source, source_digest, byte_count, record_count, repeated_count, rejected_count, note
      """,
      "files": """
      file_key, export_id, file_id, file_name, file_type, status, author_name, validator_name, upload_date, update_date,
      related_duplicates, digest, extra
      """,
      "attribute_groups": "file_key, group_no, uid, extra",
      "attributes": "attribute_key, export_id, attribute_id, level_order, name, payload, payload_type",
      "group_attributes": "file_key, group_no, position, attribute_key",
      "label_counts": "attribute_key, status, file_type, uses, files",
      "duplicates": "file_key, original_id", "transfers": "file_key, storage_project_id",
      "media": "media_key, export_id, name, object_id, extension, byte_count, crc32",
      "rejects": "export_id, record_no, source, line, column, path, reason, raw",
    ]
    return try columns.reduce(into: [:]) { tables, table in
      let order = (1...table.value.split(separator: ",").count).map(String.init).joined(separator: ", ")
      tables[table.key] = try rows("SELECT \(table.value) FROM main.\(table.key) NOT INDEXED ORDER BY \(order)")
    }
  }

  /// What is wrong with the file: with its structure, its references, any of its indexes, and what follows the files.
  func foreignFaults(_ change: ForeignChange?) throws -> [String] {
    var faults = try faults().map { "\($0)" }
    let indexes = try rows("SELECT name, tbl_name, sql FROM main.sqlite_master WHERE type = 'index'")
    for index in indexes {
      let condition =
        index[2].description.firstRange(of: " WHERE ").map { index[2].description[$0.lowerBound...] } ?? ""
      let counts = try ["INDEXED BY \(index[0])", "NOT INDEXED"].map {
        try rows("SELECT count(*) FROM \"\(index[1])\" \($0)\(condition)")
      }
      if counts[0] != counts[1] { faults.append("\(index[0]): \(counts)") }
      let columns = try rows("SELECT name FROM pragma_index_info('\(index[0])')").map(\.[0].description)
      guard !columns.contains("NULL") else { continue }
      let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
      let contents = ["INDEXED BY \(index[0])", "NOT INDEXED"].map {
        "SELECT \(list) FROM \"\(index[1])\" \($0)\(condition)"
      }
      for (one, other) in [(contents[0], contents[1]), (contents[1], contents[0])] {
        let rest = try rows("\(one) EXCEPT \(other)")
        if !rest.isEmpty { faults.append("\(index[0]) and its table differ in \(rest)") }
      }
    }
    guard let change, try rows("SELECT 1 FROM exports WHERE name = 'second'") != [] else { return faults }
    if let table = change.fullText {
      _ = try rows("INSERT INTO \(table) (\(table), rank) VALUES ('integrity-check', 1)")
    }
    if let query = change.followsFiles {
      let counts = try [rows(query), rows("SELECT count(*) FROM files")]
      if counts[0] != counts[1] { faults.append("\(query): \(counts)") }
    }
    return faults
  }
}
