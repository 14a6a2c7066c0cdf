public import Foundation

/// What a dump wrote.
public struct DumpSummary: Equatable, Sendable {
  /// Rows by table, in the order written.
  public let rows: [(table: String, count: Int)]

  public static func == (left: DumpSummary, right: DumpSummary) -> Bool {
    left.rows.elementsEqual(right.rows) { $0.table == $1.table && $0.count == $1.count }
  }
}

/// Why a dump could not be written.
public enum DumpError: Error, Equatable, Sendable {
  case folderNotEmpty(path: String)
}

extension Catalog {
  /// Writes the tables of an export as files, with a manifest and a script for each database that can load them.
  ///
  /// ```swift
  /// try catalog.dump("2025-06-10", as: .csv, to: URL(filePath: "june"))
  /// // june/files.csv, …, june/manifest.json, june/load-duckdb.sql, june/load-postgresql.sql, june/load-sqlite.sql
  /// ```
  ///
  /// - Parameters:
  ///   - name: the export.
  ///   - format: how rows are written.
  ///   - folder: where to; made where it is missing. The manifest is written last.
  /// - Throws: ``DumpError``, ``CatalogError`` where there is no such export, or an error of Foundation's.
  @discardableResult
  public func dump(_ name: String, as format: DumpFormat, to folder: URL) throws -> DumpSummary {
    let manager = FileManager.default
    let summary = try export(named: name)
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    guard try manager.contentsOfDirectory(atPath: folder.path).isEmpty else {
      throw DumpError.folderNotEmpty(path: folder.path)
    }
    return try withConnection { connection in
      // One snapshot for all the files, whoever writes meanwhile.
      _ = try connection.rows("BEGIN")
      defer { _ = try? connection.rows("COMMIT") }
      let tables = try DumpTable.names.map { try DumpTable($0, on: connection) }
      var files: [DumpManifest.File] = []
      for table in tables {
        let file = folder.appending(path: "\(table.name).\(format.rawValue)")
        let (rows, bytes) = try Self.write(table, of: .integer(summary.exportID), as: format, to: file, on: connection)
        files.append(.init(file: file.lastPathComponent, rows: rows, bytes: bytes, table: table))
      }
      for engine in LoadScript.Engine.allCases {
        let script = LoadScript(engine: engine, format: format, tables: tables, export: name)
        try Data(script.text.utf8).write(to: folder.appending(path: "load-\(engine.rawValue).sql"))
      }
      let manifest = DumpManifest(export: name, format: format, tables: files)
      try manifest.json.write(to: folder.appending(path: "manifest.json"))
      return DumpSummary(rows: files.map { (table: $0.table.name, count: $0.rows) })
    }
  }

  private static func write(
    _ table: DumpTable, of exportID: QueryValue, as format: DumpFormat, to url: URL, on connection: Connection
  ) throws -> (rows: Int, bytes: Int) {
    try Data().write(to: url)
    let file = try FileHandle(forWritingTo: url)
    var buffer = format.header(table.columnNames)
    var written = 0
    func flush() throws {
      try file.write(contentsOf: buffer)
      written += buffer.count
      buffer.removeAll(keepingCapacity: true)
    }
    let rows = try connection.withStatement(table.selection) { statement in
      try statement.bind(["export_id": exportID])
      return try statement.forEachRow { row in
        format.append(row, columns: table.columnNames, to: &buffer)
        if buffer.count > 1 << 18 { try flush() }
      }
    }
    try flush()
    try file.close()
    return (rows, written)
  }
}
