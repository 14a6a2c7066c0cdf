import Interruption
import SQLDialects
import SQLite

/// What a dump wrote.
public struct DumpSummary: Equatable, Sendable {
  /// The export, by its own name.
  public let export: String
  /// Rows by table, in the order written.
  public let rows: [(table: String, count: Int)]
  /// The tables with a NUL character in a text, which neither PostgreSQL nor SQLite's shell can load.
  public let tablesWithNUL: [String]

  public static func == (left: DumpSummary, right: DumpSummary) -> Bool {
    left.export == right.export && left.tablesWithNUL == right.tablesWithNUL
      && left.rows.elementsEqual(right.rows) { $0.table == $1.table && $0.count == $1.count }
  }
}

/// Why a dump could not be written.
public enum DumpError: Error, Equatable, Sendable {
  /// The folder is there, and something is in it.
  case folderNotEmpty(path: String)
  /// The system's error number for the folder or a file in it.
  case file(path: String, errno: Int32)
}

extension Catalog {
  /// Writes the tables of an export as files, with a manifest, a script for each database that can load them, and the
  /// built-in saved queries in the SQL of other engines.
  ///
  /// ```swift
  /// try catalog.dump("2025-06-10", as: .csv, to: "june")
  /// // june/files.csv, …, june/manifest.json, june/load-duckdb.sql, june/load-postgresql.sql, june/load-sqlite.sql,
  /// // june/queries/duckdb/overview.sql, …
  /// ```
  ///
  /// Where a table holds text that a loader would misread in CSV, the table is written as JSON Lines too, and that
  /// loader's script takes these.
  ///
  /// - Parameters:
  ///   - name: the export.
  ///   - format: how rows are written.
  ///   - folder: the path of the folder; made where it is missing. It appears whole or not at all.
  /// - Throws: ``DumpError``, ``CatalogError`` where there is no such export, ``SQLFailure``, and `Interrupted` where a
  ///   signal asked for the end.
  @discardableResult
  public func dump(_ name: String, as format: DumpFormat, to folder: String) throws -> DumpSummary {
    let summary = try export(named: name)
    let folder = try DumpFolder(folder)
    let tables = try DumpTable.all()
    return try withConnection { connection in
      // One snapshot for all the files, also while somebody writes.
      _ = try connection.rows("BEGIN")
      defer { _ = try? connection.rows("COMMIT") }
      func write(_ table: DumpTable, as format: DumpFormat) throws -> DumpContent {
        let file = try folder.makeFile(format.fileName(of: table))
        let content = try Self.write(table, of: summary.exportID, as: format, to: file, on: connection)
        try file.close()
        return content
      }
      var files: [DumpManifest.File] = []
      var contents: [String: LoadScript.Content] = [:]
      for table in tables {
        let content = try write(table, as: format)
        var file = DumpManifest.File(
          file: format.fileName(of: table), rows: content.rows, bytes: content.bytes, table: table)
        var lines: DumpContent?
        if format == .csv, LoadScript.Engine.allCases.contains(where: { !$0.avoids.isDisjoint(with: content.hazards) })
        {
          lines = try write(table, as: .jsonl)
          file.lines = DumpFormat.jsonl.fileName(of: table)
        }
        contents[table.name] = LoadScript.Content(own: content, lines: lines)
        files.append(file)
      }
      for engine in LoadScript.Engine.allCases {
        let script = LoadScript(
          engine: engine, format: format, tables: tables, contents: contents, export: summary.name)
        try folder.write(script.text.utf8, to: "load-\(engine.rawValue).sql")
      }
      let queries = try SavedQueries().all
      for dialect in SQLDialect.all {
        for query in queries {
          // A hundred small texts, which the program has: waiting for the disk each time would take longer than a dump.
          try folder.write(
            query.text(in: dialect).utf8, to: "queries/\(dialect.name)/\(query.name).sql", syncs: false)
        }
      }
      let manifest = DumpManifest(export: summary.name, format: format, tables: files)
      try folder.write(manifest.json, to: "manifest.json")
      try folder.finish()
      return DumpSummary(
        export: summary.name, rows: files.map { (table: $0.table.name, count: $0.rows) },
        tablesWithNUL: tables.map(\.name).filter { contents[$0]?.own.hazards.contains(.nul) == true })
    }
  }

  private static func write(
    _ table: DumpTable, of exportID: Int64, as format: DumpFormat, to file: DumpFile, on connection: Connection
  ) throws -> DumpContent {
    var content = DumpContent()
    var buffer = format.header(table.columnNames)
    func flush() throws {
      try file.write(buffer)
      content.bytes += buffer.count
      buffer.removeAll(keepingCapacity: true)
    }
    let completed =
      try (connection.hasNewestDate(in: "main") ? [] : [CatalogTable.exports.name])
      + (connection.lackedFields().isEmpty ? [] : [CatalogTable.files.name])
    try connection.withStatement(table.selection(in: completed.contains(table.name) ? "temp" : "main")) { statement in
      try statement.bind(["export_id": .integer(exportID)])
      try statement.forEachRow { row in
        let start = buffer.count
        format.append(row, columns: table.columns, to: &buffer, noting: &content)
        content.rows += 1
        content.longest = max(content.longest, buffer.count - start)
        if buffer.count > 1 << 18 { try flush() }
      }
    }
    try flush()
    return content
  }
}
