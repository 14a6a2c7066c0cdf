import Catalogs
import Foundation
import SQLite

/// A catalog as version 1 made it, filled with what a catalog of today holds.
final class OlderCatalog {
  let scratch: ScratchCatalog
  var path: String { scratch.folder.appending(path: "older.db").path }

  /// - Parameters:
  ///   - exports: by name, in the order of their import.
  ///   - changes: what somebody did to it since, in SQL.
  init(_ exports: [(name: String, bytes: [UInt8])], changes: String = "") throws {
    scratch = try ScratchCatalog()
    for export in exports { try scratch.import(export.bytes, as: export.name) }
    let exportColumns = """
      export_id, name, project_id, source, source_digest, byte_count, record_count, repeated_count, rejected_count,
      imported_at, tool_version, note
      """
    let tables = [
      "files", "attribute_groups", "attributes", "group_attributes", "label_counts", "duplicates", "transfers", "media",
      "rejects",
    ]
    try SQLiteShell.run(
      """
      \(Self.versionOneSchema)
      ATTACH '\(scratch.path)' AS today;
      INSERT INTO exports SELECT \(exportColumns) FROM today.exports;
      \(tables.map { "INSERT INTO \($0) SELECT * FROM today.\($0);" }.joined(separator: "\n"))
      DETACH today;
      \(changes)
      """, on: path)
  }

  func open(_ access: Catalog.Access = .readOnly) throws -> Catalog { try Catalog(path: path, access: access) }

  func bytes() throws -> Data { try Data(contentsOf: URL(filePath: path)) }
}

/// The command-line shell of SQLite: another program that has a catalog open.
enum SQLiteShell {
  struct Failed: Error { let text: String }

  /// Runs statements, and gives back what they print.
  @discardableResult
  static func run(_ sql: String, on path: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sqlite3", "-bail", path]
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(sql.utf8))
    try input.fileHandleForWriting.close()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    let fault = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(text: String(decoding: fault, as: UTF8.self)) }
    return String(decoding: text, as: UTF8.self)
  }
}
