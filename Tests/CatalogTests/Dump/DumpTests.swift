import Foundation
import SQLDialects
import SQLite
import Testing

@testable import Catalogs

/// What is written into a dump's folder; Tests/Hosts loads dumps into other databases.
@Suite struct DumpTests {
  private let folder: URL
  private let catalog: Catalog

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-dump-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    catalog = try Catalog(path: folder.appending(path: "c.db").path, access: .create)
  }

  private func run(_ sql: String) throws {
    try catalog.withConnection { connection in
      try connection.forEachStatement(in: sql) { statement in try statement.forEachRow { _ in } }
    }
  }

  private func insert(_ name: String, author: String, validator: String = "NULL") throws {
    try run(
      """
      INSERT INTO exports (name, project_id, source, source_digest, byte_count, record_count, imported_at, tool_version)
      VALUES ('\(name)', 7, 'a.json', '00', 1, 1, '2025-01-01 10:00:00', '1.0');
      INSERT INTO files (export_id, file_id, file_name, file_type, status, author_name, validator_name, upload_date,
        related_duplicates, digest)
      VALUES ((SELECT max(export_id) FROM exports), 'aa', 'a.png', 'image', 'a', \(author), \(validator),
        '2025-01-01 10:00', 0, 1);
      """)
  }

  private func dump(_ name: String = "latest", as format: DumpFormat = .csv) throws -> (DumpSummary, URL) {
    let target = folder.appending(path: "dump-\(UUID().uuidString)")
    return (try catalog.dump(name, as: format, to: target.path), target)
  }

  private func text(_ name: String, in folder: URL) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  @Test(arguments: ["latest", "spring"]) func theExportIsCalledByItsOwnName(name: String) throws {
    try insert("spring", author: "'ann'")
    let (summary, target) = try dump(name)
    #expect(summary.export == "spring")
    #expect(try text("manifest.json", in: target).contains(#""export" : "spring""#))
    for engine in ["duckdb", "postgresql", "sqlite"] {
      #expect(try text("load-\(engine).sql", in: target).hasPrefix("-- Loads the export spring, as"))
    }
  }

  @Test(arguments: [
    ("char(97, 10, 92, 46, 10, 98)", "NULL", ["postgresql"]),
    ("char(97, 13, 10, 92, 46, 13, 10)", "NULL", ["postgresql"]),
    ("char(92, 46, 10)", "NULL", []), ("char(10, 92, 46)", "NULL", []), ("char(10, 92, 46, 120, 10)", "NULL", []),
    ("'ann'", "''", ["sqlite"]), ("''", "NULL", []), ("'ann'", "'vic'", []),
  ]) func whatALoaderMisreadsComesAsJSONLines(author: String, validator: String, engines: [String]) throws {
    try insert("a", author: author, validator: validator)
    let (_, target) = try dump()
    #expect(FileManager.default.fileExists(atPath: target.appending(path: "files.jsonl").path) == !engines.isEmpty)
    for engine in ["duckdb", "postgresql", "sqlite"] {
      let script = try text("load-\(engine).sql", in: target)
      #expect(script.contains("files.jsonl") == engines.contains(engine))
      #expect(script.contains("files.csv") == !engines.contains(engine))
    }
  }

  @Test func aNULIsTold() throws {
    try insert("a", author: "char(97, 0, 98)")
    let (summary, target) = try dump()
    #expect(summary.tablesWithNUL == ["files"])
    #expect(try text("load-sqlite.sql", in: target).contains("texts of files have NUL characters"))
  }

  @Test func columnsOfOtherHandsAreLeftOut() throws {
    try insert("a", author: "'ann'")
    try run("ALTER TABLE files ADD COLUMN \"x\"\"\n\\! touch owned\n\" TEXT; ALTER TABLE media ADD COLUMN mine")
    for format in DumpFormat.allCases {
      let (_, target) = try dump(as: format)
      for name in try FileManager.default.subpathsOfDirectory(atPath: target.path) where name.contains(".") {
        let text = try text(name, in: target)
        #expect(!text.contains("owned") && !text.contains("\"mine\""), "\(name)")
      }
    }
  }

  @Test func aColumnThatIsMissingIsAnError() throws {
    try insert("a", author: "'ann'")
    try run("ALTER TABLE media RENAME COLUMN crc32 TO checksum")
    #expect(throws: CatalogError.self) { try dump() }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(left.allSatisfy { $0.hasPrefix("c.db") })
  }

  @Test func longRowsAreToldToDuckDB() throws {
    try insert("a", author: "'ann'", validator: "CAST(zeroblob(2100000) AS TEXT)")
    try run("UPDATE files SET validator_name = replace(hex(zeroblob(1050000)), '0', 'x')")
    let (_, target) = try dump()
    #expect(try text("load-duckdb.sql", in: target).contains(", max_line_size = 2100"))
  }

  @Test(arguments: [true, false]) func theSavedQueriesComeInEachDialect(isThere: Bool) throws {
    try insert("a", author: "'ann'")
    let target = folder.appending(path: "out")
    if isThere { try FileManager.default.createDirectory(at: target, withIntermediateDirectories: false) }
    try catalog.dump("a", as: .csv, to: target.path)
    let queries = try SavedQueries().all
    for dialect in SQLDialect.all {
      let names = try FileManager.default.contentsOfDirectory(atPath: target.path + "/queries/\(dialect.name)")
      #expect(names.sorted() == queries.map { $0.name + ".sql" }.sorted())
      for query in queries {
        #expect(try text("queries/\(dialect.name)/\(query.name).sql", in: target) == query.text(in: dialect))
      }
    }
    let others = try FileManager.default.contentsOfDirectory(atPath: target.path).filter { !$0.contains(".") }
    #expect(others == ["queries"])
  }

  @Test func whatCanNotBePutInPlaceLeavesNothing() throws {
    try insert("a", author: "'ann'")
    let target = folder.appending(path: "out/in/it")
    // No file can be made where the folder's name is a file's.
    try Data().write(to: folder.appending(path: "out"))
    #expect(throws: DumpError.self) { try catalog.dump("a", as: .csv, to: target.path) }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(left == ["c.db", "out"])
  }

  /// The views of schema.sql are made for each engine, and Spark's joins know every table and view that has a key.
  @Test func everyViewIsKnownToTheEngines() throws {
    let names = try catalog.rows("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY 1").map(\.[0].description)
    try insert("a", author: "'ann'")
    let (_, target) = try dump()
    for engine in ["duckdb", "postgresql"] {
      let script = try text("load-\(engine).sql", in: target)
      for name in names { #expect(script.contains("CREATE VIEW \(name) AS"), "\(engine): \(name)") }
    }
    let spark = try #require(SQLDialect.named("spark"))
    let keyed = try catalog.rows(
      """
      SELECT DISTINCT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c
      WHERE s.type IN ('table', 'view') AND c.name IN ('file_key', 'attribute_key') ORDER BY 1
      """)
    #expect(keyed.count > 10)
    for row in keyed {
      let condition = "a.\(row[1]) = b.\(row[1])"
      let sql = "SELECT 1 FROM \(row[0]) a JOIN \(row[0]) b ON "
      #expect(spark.adapt(sql + condition) == sql + "(\(condition) AND a.export_id = b.export_id)", "\(row[0])")
    }
  }
}
