import Catalogs
import ExportFormat
import Foundation
import SQLite
import Testing

/// A catalog may hold anything: each value that no import stores is an error that names its row, or does no harm.
@Suite struct `Values that no import stores` {
  private let scratch: ScratchCatalog

  init() throws { scratch = try ScratchCatalog() }

  private static func fault(_ table: String, _ column: String, _ row: String, _ problem: StoredFault.Problem)
    -> StoredFault
  {
    StoredFault(table: table, column: column, row: row, problem: problem)
  }

  static let unreadable: [(String, StoredFault)] = [
    (
      "UPDATE files SET file_id = x'ff' WHERE file_key = 2",
      fault("files", "file_id", "file_key 2", .notText(found: .blob([255])))
    ),
    (
      "UPDATE files SET author_name = CAST(x'41ff' AS TEXT) WHERE file_key = 2",
      fault("files", "author_name", "file_key 2", .notUTF8)
    ),
    (
      "UPDATE files SET related_duplicates = 'x' WHERE file_key = 2",
      fault("files", "related_duplicates", "file_key 2", .notInteger(found: "x"))
    ),
    (
      "UPDATE files SET extra = '{' WHERE file_key = 2",
      fault("files", "extra", "file_key 2", .notJSON(type: "object", reason: "expected a key in quotes at byte 1"))
    ),
    (
      "UPDATE files SET extra = '[]' WHERE file_key = 2",
      fault("files", "extra", "file_key 2", .notJSON(type: "object", reason: "expected a JSON value at byte 0"))
    ),
    (
      "DELETE FROM transfers WHERE file_key = 1; INSERT INTO transfers (file_key, storage_project_id) VALUES (1, 'x')",
      fault("transfers", "storage_project_id", "file_key 1", .notInteger(found: "x"))
    ),
    (
      "UPDATE duplicates SET original_id = x'00' WHERE file_key = 1",
      fault("duplicates", "original_id", "file_key 1", .notText(found: .blob([0])))
    ),
    (
      "UPDATE attribute_groups SET uid = x'00' WHERE file_key = 2",
      fault("attribute_groups", "uid", "file_key 2, group_no 0", .notText(found: .blob([0])))
    ),
    (
      "UPDATE attribute_groups SET extra = '}]' WHERE file_key = 2",
      fault(
        "attribute_groups", "extra", "file_key 2, group_no 0",
        .notJSON(type: "object", reason: "expected a JSON value at byte 0"))
    ),
    (
      "UPDATE attributes SET payload = ']]]', payload_type = 'array' WHERE attribute_key = 1",
      fault(
        "attributes", "payload", "attribute_key 1", .notJSON(type: "array", reason: "expected a JSON value at byte 0"))
    ),
    (
      "UPDATE attributes SET payload = '[1', payload_type = 'array' WHERE attribute_key = 1",
      fault(
        "attributes", "payload", "attribute_key 1",
        .notJSON(type: "array", reason: "expected a comma or a closing bracket at byte 2"))
    ),
    (
      "UPDATE attributes SET payload = '1 2', payload_type = 'integer' WHERE attribute_key = 1",
      fault(
        "attributes", "payload", "attribute_key 1",
        .notJSON(type: "integer", reason: "expected nothing after the document at byte 1"))
    ),
    (
      "UPDATE attributes SET payload = NULL, payload_type = 'object' WHERE attribute_key = 1",
      fault("attributes", "payload", "attribute_key 1", .notText(found: .null))
    ),
    (
      "UPDATE attributes SET payload_type = 'thing' WHERE attribute_key = 1",
      fault("attributes", "payload_type", "attribute_key 1", .unknownType("thing"))
    ),
    (
      "UPDATE attributes SET level_order = 'x' WHERE attribute_key = 1",
      fault("attributes", "level_order", "attribute_key 1", .notInteger(found: "x"))
    ),
    (
      "DELETE FROM attributes WHERE attribute_key = 1",
      fault("group_attributes", "attribute_key", "file_key 2, group_no 0, position 0", .noRow(in: "attributes", key: 1))
    ),
    (
      "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'project_id     INTEGER', 'project_id TEXT') WHERE name = 'exports'; PRAGMA writable_schema = RESET; UPDATE exports SET project_id = 'seven'",
      fault("exports", "project_id", "export_id 1", .notInteger(found: "seven"))
    ),
  ]

  @Test(arguments: unreadable.indices) func `are errors of an extract`(index: Int) throws {
    let (sql, fault) = Self.unreadable[index]
    let catalog = try catalog(sql)
    if fault.column == "project_id" {
      // A column that would change the number is refused before.
      #expect(throws: CatalogError.self) { try catalog.extract("old") { _ in } }
      return
    }
    #expect(throws: CatalogError.badValue(fault)) { try catalog.extract("old") { _ in } }
    #expect(!"\(CatalogError.badValue(fault))".isEmpty)
  }

  @Test func `are errors where they are nested too deeply, at once`() throws {
    for (column, type) in [("payload", "array"), ("extra", "object")] {
      try? FileManager.default.removeItem(atPath: scratch.path)
      let open = type == "array" ? "[" : "{\"a\":"
      let deep =
        String(repeating: open, count: 100_000) + String(repeating: type == "array" ? "]" : "}", count: 100_000)
      let sql =
        column == "payload"
        ? "UPDATE attributes SET payload_type = 'array', payload = '\(deep)' WHERE attribute_key = 1"
        : "UPDATE files SET extra = '\(deep)' WHERE file_key = 2"
      let catalog = try catalog(sql)
      #expect(throws: CatalogError.self) { try catalog.extract("old") { _ in } }
    }
  }

  @Test(arguments: [
    "UPDATE attribute_groups SET group_no = -1 - group_no",
    "UPDATE attribute_groups SET group_no = group_no + 5000000000",
    "UPDATE attribute_groups SET group_no = 'x' || group_no",
  ])
  func `numbers of groups are only their order`(sql: String) throws {
    let catalog = try catalog(
      sql)
    #expect(try catalog.extract("old") { _ in } == 40)
  }

  @Test(arguments: ["exports", "files", "attributes", "media"]) func `keys that leave none above them`(table: String)
    throws
  {
    let column = ["exports": "export_id", "files": "file_key", "attributes": "attribute_key"][table] ?? "media_key"
    let catalog = try catalog("")
    try catalog.apply(
      table == "media"
        ? "INSERT INTO media VALUES (9223372036854775807, 1, 'x', 'x', '', NULL, NULL)"
        : "UPDATE \(table) SET \(column) = 9223372036854775807 WHERE \(column) = (SELECT max(\(column)) FROM \(table))")
    let before = try catalog.ownTables()
    let fault = Self.fault(table, column, "\(column) 9223372036854775807", .largestKey)
    #expect(throws: CatalogError.badValue(fault)) {
      try catalog.importExport([MemorySource(ForeignExport.bytes(1))], options: ImportOptions(policy: .skip))
    }
    #expect(try catalog.ownTables() == before)
  }

  @Test func `an export's name that is not UTF-8 can be dumped and forgotten`() throws {
    let catalog = try catalog("UPDATE exports SET name = CAST(x'6fff' AS TEXT)")
    let folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-dump-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let summary = try catalog.dump("latest", as: .jsonl, to: folder.path)
    #expect(summary.rows.first { $0.table == "files" }?.count == 40)
    try catalog.forget("latest")
    #expect(try catalog.exports().isEmpty)
  }

  private func catalog(_ sql: String) throws -> Catalog {
    let catalog = try Catalog(path: scratch.path, access: .create)
    _ = try catalog.importExport(
      [MemorySource(ForeignExport.bytes(0))], options: ImportOptions(name: "old", policy: .skip))
    try catalog.apply(sql)
    return catalog
  }
}
