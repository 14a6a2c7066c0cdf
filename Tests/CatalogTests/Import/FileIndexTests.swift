import ExportFormat
import Foundation
import SQLite
import Testing

@testable import Catalogs

@Suite struct `The indexes of files that are not by id` {
  struct Export: CustomTestStringConvertible {
    let name: String
    var records: [String]
    /// How many records are not stored: repeated ones, and faults that are skipped.
    var left = 0
    var testDescription: String { name }
  }

  static let exports: [Export] = [
    Export(name: "empty", records: []),
    Export(name: "one record", records: [record(0)]),
    Export(name: "in order", records: (0..<5000).map { record($0) }),
    Export(name: "shuffled", records: (0..<5000).map { record($0 * 2_741 % 5000) }),
    Export(
      name: "with a record again in the middle",
      records: (Array(0..<2500) + [1200] + Array(2500..<5000)).map { record($0) }, left: 1),
    Export(
      name: "with records again in shuffled order",
      records: (Array(0..<3000) + [3, 3] + Array(3000..<5000) + [4999, 17]).map { record($0 * 2_741 % 5000) }, left: 4),
    Export(
      name: "with faulty records",
      records: (0..<5000).map { record($0, fields: $0 % 7 == 3 ? #""upload_date":"soon""# : "") }, left: 714),
    Export(
      name: "with other records of known ids",
      records: (Array(0..<4000) + Array(0..<40)).enumerated().map { record($1, author: $0 < 4000 ? nil : "else") },
      left: 40),
    Export(name: "of more than one image", records: (0..<40_000).map { record($0) }),
    Export(
      name: "with an author and an id longer than a page",
      records: (0..<3000).map {
        let isLong = $0 == 1500
        let record = record($0, author: isLong ? String(repeating: "é", count: 20_000) : $0 == 7 ? "" : nil)
        return isLong
          ? record.replacing("\"id\":\"", with: "\"id\":\"" + String(repeating: "1", count: 40_000)) : record
      }),
    Export(name: "with many authors", records: (0..<9000).map { record($0, author: "a\($0 * 31 % 8000)") }),
  ]

  /// More authors than are gathered, in an order of their own.
  static let manyAuthors = Export(
    name: "100,000 authors", records: (0..<100_000).map { record($0, author: "a\($0 * 3_571 % 100_000)") })

  @Test(arguments: exports + [manyAuthors])
  func `are those that SQLite makes`(export: Export) throws {
    var contents: [[String: [[QueryValue]]]] = []
    for usesImposters in [true, false] {
      let scratch = try ScratchCatalog()
      let catalog = try Catalog(path: scratch.path, access: .create)
      // The second one comes into a catalog that has one.
      for name in ["first", "second"] {
        var options = ImportOptions(name: name, policy: .skip)
        options.usesImposters = usesImposters
        let bytes = MadeUp.export(export.records) + Array((name == "first" ? " " : "\n").utf8)
        let summary = try catalog.importExport([MemorySource(bytes)], options: options)
        #expect(summary.stored == export.records.count - export.left)
      }
      #expect(try catalog.faults().isEmpty)
      contents.append(try Self.content(of: catalog))
      try catalog.forget("first")
      #expect(try catalog.faults().isEmpty)
      #expect(try catalog.rows("SELECT count(*) FROM files WHERE export_id = 1") == [[0]])
    }
    #expect(contents[0] == contents[1])
  }

  /// The entries of the indexes, in their order.
  private static func content(of catalog: Catalog) throws -> [String: [[QueryValue]]] {
    var content: [String: [[QueryValue]]] = [:]
    for index in [Imposter.fileIDs] + Imposter.fileIndexes {
      guard let name = index.indexName else { continue }
      let columns = index.columns.joined(separator: ", ")
      content[name] = try catalog.rows("SELECT \(columns) FROM files INDEXED BY \(name) WHERE export_id > 0")
      let sorted = try catalog.rows("SELECT \(columns) FROM files NOT INDEXED ORDER BY \(columns)")
      #expect(content[name] == sorted, "\(name)")
    }
    return content
  }

  @Test func `are kept row by row where somebody changed the table`() throws {
    for change in [
      "CREATE INDEX mine ON files (status)", "ALTER TABLE files ADD COLUMN mine TEXT DEFAULT 'x'",
      "DROP INDEX files_by_author", "DROP INDEX files_by_status; CREATE INDEX files_by_status ON files (status)",
      "DROP INDEX files_by_validator; CREATE INDEX other ON files (export_id, validator_name, status)",
      "DROP INDEX files_by_upload_date; CREATE INDEX files_by_upload_date ON files (export_id, upload_date DESC)",
      "DROP INDEX files_by_author; CREATE INDEX files_by_author ON files (export_id, author_name COLLATE NOCASE, status, file_type, upload_date)",
      "DROP INDEX files_by_author; CREATE INDEX files_by_author ON files (export_id, author_name, status, file_type)",
      "CREATE TRIGGER mine AFTER INSERT ON files BEGIN UPDATE files SET status = 'x' WHERE file_key = new.file_key; END",
    ] {
      let scratch = try ScratchCatalog()
      let catalog = try Catalog(path: scratch.path, access: .create)
      try catalog.apply(change)
      for name in ["first", "second"] {
        let bytes = MadeUp.export((0..<300).map { Self.record($0, author: name) })
        _ = try catalog.importExport([MemorySource(bytes)], options: ImportOptions(name: name))
      }
      #expect(try catalog.faults().isEmpty, "\(change)")
      try catalog.forget("first")
      #expect(try catalog.faults().isEmpty, "\(change)")
    }
  }

  @Test(arguments: [1, 7, 1000, 1 << 18]) func `are gathered in chunks of any size`(chunkSize: Int) throws {
    let entries = FileEntries(chunkSize: chunkSize)
    let records = (0..<2000).map { Self.record($0 * 37 % 2000) }
    let reader = ExportReader(sources: [MemorySource(MadeUp.export(records))])
    let batch = RecordBatch(byteCount: 1 << 16)
    var expected: [(Data, Int)] = []
    while try reader.fill(batch) {
      for index in 0..<batch.decoded.records.count {
        let date = batch.decoded.records[index][.uploadDate].string ?? ""
        expected.append((Data(date.utf8), expected.count))
      }
      try entries.add(batch)
    }
    try entries.finish()
    expected.sort { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0.lexicographicallyPrecedes($1.0) }
    let dates = try #require(try entries.dateReader())
    for (date, record) in expected {
      guard try dates.next() else { break }
      #expect(dates.record == record)
      #expect(Data(bytes: dates.text, count: PackedMinute.length) == date)
    }
    #expect(try !dates.next())
    let authors = try #require(entries.lists(of: .byAuthor))
    var seen: [Int] = []
    while authors.reader.nextList() {
      let dates = try authors.reader.dates()
      var last = (Data(), -1)
      while try dates.next() {
        let next = (Data(bytes: dates.text, count: PackedMinute.length), dates.record)
        #expect(next.0 == last.0 ? next.1 > last.1 : last.0.lexicographicallyPrecedes(next.0))
        #expect(records[next.1].contains(String(decoding: next.0, as: UTF8.self)))
        last = next
        seen.append(next.1)
      }
    }
    #expect(seen.sorted() == Array(0..<2000))
    for index in [Imposter.byStatus, .byValidator] {
      let content = try #require(entries.lists(of: index))
      var seen: [Int] = []
      while content.reader.nextList() {
        var last = -1
        while let block = try content.reader.nextBlock() {
          for number in block {
            let record = content.reader.firstRecord + Int(number)
            #expect(record > last)
            last = record
            seen.append(record)
          }
        }
      }
      #expect(seen.sorted() == Array(0..<2000))
    }
  }

  @Test(arguments: [
    ("2025-06-10 21:41", true), ("0000-00-00 00:00", true), ("9999-99-99 99:99", true), ("2025-06-10T21:41", false),
    ("2025-06-10 21:4", false), ("2025-06-10 21:411", false), ("2025-06-10 21:4a", false), ("+025-06-10 21:41", false),
    ("", false), ("２025-06-10 2", false),
  ]) func `take a date for a number only where that gives it back`(text: String, isPacked: Bool) {
    let number = Array(text.utf8).withUnsafeBufferPointer { PackedMinute.pack($0) }
    #expect((number != nil) == isPacked)
    guard let number else { return }
    var bytes = [UInt8](repeating: 0, count: PackedMinute.length)
    bytes.withUnsafeMutableBufferPointer { if let start = $0.baseAddress { PackedMinute.unpack(number, into: start) } }
    #expect(bytes == Array(text.utf8))
    #expect(number < 1 << UInt64(PackedMinute.bitCount))
  }

  @Test func `are sorted by SQLite where fewer entries were gathered than files are stored`() throws {
    let scratch = try ScratchCatalog()
    let catalog = try Catalog(path: scratch.path, access: .create)
    let records = (0..<500).map { Self.record($0) }
    _ = try catalog.importExport([MemorySource(MadeUp.export(records))], options: ImportOptions(name: "export"))
    let before = try Self.content(of: catalog)
    try catalog.withConnection { connection in
      defer { try? connection.detach(ImageDatabase.name) }
      try connection.inTransaction {
        try Imposter.with(of: [.files], and: RowImposters.all, on: connection) { apart in
          guard apart.contains(.files) else { return }
          for index in Imposter.fileIndexes { _ = try connection.rows("DELETE FROM main.\(index.name)") }
          let entries = FileEntries()
          let batch = RecordBatch(byteCount: 1 << 20)
          let reader = ExportReader(sources: [MemorySource(MadeUp.export(Array(records.prefix(200))))])
          while try reader.fill(batch) { try entries.add(batch) }
          try entries.finish()
          let feed = BatchFeed(batch: batch, exportID: 1, firstFileKey: 1, firstAttributeKey: 1)
          feed.firstFileKey = 501
          try ImageDatabase.with(tables: RowImposters.image, on: connection) { images in
            let transfer = try BatchTransfer(images, on: connection).map { IndexTransfer($0, feed, on: connection) }
            _ = try FileIndexWriter(
              connection: connection, exportID: 1, firstFileKey: 1, storedCount: 500, transfer: transfer
            ).write(entries)
          }
        }
      }
    }
    #expect(try catalog.faults().isEmpty)
    #expect(try Self.content(of: catalog) == before)
  }

  @Test func `have statistics that are right, also after a removal`() throws {
    let scratch = try ScratchCatalog()
    let catalog = try Catalog(path: scratch.path, access: .create)
    for name in ["first", "second", "third"] {
      let records = (0..<4000).map { Self.record($0, fields: #""e":"\#(name)""#) }
      _ = try catalog.importExport([MemorySource(MadeUp.export(records))], options: ImportOptions(name: name))
    }
    for exports in [3, 2] {
      func average(_ columns: String) throws -> String {
        let found = try catalog.rows(
          "SELECT (count(*) OVER () + 0), 1 FROM (SELECT DISTINCT export_id, \(columns) FROM files) LIMIT 1")
        let distinct = Int(found[0][0].integer ?? 1)
        return String((4000 * exports + distinct - 1) / distinct)
      }
      let expected: [(String, String)] = [
        ("files_by_id", "\(4000 * exports) 4000 1"), ("files_by_export", "\(4000 * exports) 4000"),
        ("files_by_status", try "\(4000 * exports) 4000 \(average("status")) \(average("status, file_type"))"),
        (
          "files_by_author",
          try
            "\(4000 * exports) 4000 \(average("author_name")) \(average("author_name, status")) \(average("author_name, status, file_type")) \(average("author_name, status, file_type, upload_date"))"
        ),
        (
          "files_by_validator",
          try "\(4000 * exports) 4000 \(average("validator_name")) \(average("validator_name, status"))"
        ), ("files_by_upload_date", try "\(4000 * exports) 4000 \(average("upload_date"))"),
      ]
      for (index, stat) in expected {
        #expect(
          try catalog.rows("SELECT stat FROM sqlite_stat1 WHERE idx = '\(index)'") == [[.text(stat)]], "\(index)")
      }
      let labels = try catalog.rows("SELECT count(*) FROM group_attributes")[0][0]
      let stat = try catalog.rows("SELECT stat FROM sqlite_stat1 WHERE idx = 'group_attributes_by_attribute'")[0][0]
      #expect(stat.text?.hasPrefix("\(labels) ") == true)
      if exports == 3 { try catalog.forget("second") }
    }
  }

  private static let authors = [
    "Zoë", "Zoe\u{308}", "Ann", "ann", "птица", "李雷", "😀", "a\\u0000b", "a", "", "Ångström", "A\u{30A}ngström", "Ann ",
  ]

  private static func record(_ number: Int, author: String? = nil, fields: String = "") -> String {
    let author = author ?? authors[number * 7 % authors.count]
    let validator = number % 3 == 0 ? "null" : #""\#(authors[number * 5 % authors.count])""#
    let status = ["a", "d", "v", "u", "é", "e\u{301}"][number % 17 % 6]
    let type = ["image", "video", ""][number % 5 % 3]
    let digits = String(number + 1_000_000)
    let minute = number * 7_919 % 60
    let date =
      "20\(10 + number % 13)-0\(1 + number % 9)-1\(number * 31 % 10) 0\(number % 10):\(minute < 10 ? "0" : "")\(minute)"
    let upload = fields.contains("upload_date") ? fields : #""upload_date":"\#(date)""#
    let extra = fields.isEmpty || fields.contains("upload_date") ? "" : "," + fields
    return """
      {"id":"\(digits)","related_duplicates":0,"attributes":[{"uid":"u","attributes":[[\(number % 20),0,"n",null]]}],\
      "author_name":"\(author)","validator_name":\(validator),"file_name":"f.jpg","file_type":"\(type)",\
      "status":"\(status)",\(upload),"update_date":null,"rebound_project":null,"rebound":null\(extra)}
      """
  }
}
