import ExportFormat
import SQLite
import Testing

@testable import Catalogs

/// A comparison owns its tables and the catalogs that it attaches, and leaves nothing.
@Suite struct ComparisonScopeTests {
  static func catalog() throws -> DiffCatalog {
    try DiffCatalog(old: [SampleRecord("f1")], new: [SampleRecord("f1") { $0.status = "a" }, SampleRecord("f2")])
  }

  /// Everything temporary on a catalog's connection, and what is attached.
  static func rest(_ catalog: Catalog) throws -> [String] {
    try catalog.rows(
      """
      SELECT name FROM sqlite_temp_master
      UNION ALL SELECT name FROM pragma_database_list WHERE name NOT IN ('main', 'temp')
      """
    ).map { $0[0].description }
  }

  /// A savepoint that is left is a transaction.
  static func isInTransaction(_ catalog: Catalog) throws -> Bool { try catalog.withConnection { $0.isInTransaction } }

  @Test func itsTablesAreGoneAfterTheScope() throws {
    let catalog = try Self.catalog().catalog
    let kinds = try catalog.withComparison(old: "old", new: "new") { comparison in
      let tables = try Self.rest(catalog)
      #expect(Set(tables) == ["changes", "changed_clusters", "changed_objects"])
      return try comparison.result(of: "SELECT kind FROM changes ORDER BY 1").rows
    }
    #expect(kinds == [["added"], ["status"]])
    #expect(try Self.rest(catalog) == [])
    #expect(try !Self.isInTransaction(catalog))
  }

  @Test func aReadOnlyCatalogAndAnotherOneAreLeftAsTheyWere() throws {
    let (here, there) = (try Self.catalog(), try Self.catalog())
    let catalog = try Catalog(path: here.path)
    try catalog.withComparison(old: "\(there.path):old", new: "\(there.path):new") { comparison in
      #expect(comparison.summary.files.added == 1)
      let rest = try Self.rest(catalog)
      #expect(rest.contains("diff_new"))
    }
    #expect(try Self.rest(catalog) == [])
  }

  @Test func nothingIsLeftWhereTheBodyThrows() throws {
    struct Stop: Error {}
    let (here, there) = (try Self.catalog(), try Self.catalog())
    #expect(throws: Stop.self) {
      try here.catalog.withComparison(old: "\(there.path):old", new: "new") { _ in throw Stop() }
    }
    #expect(try Self.rest(here.catalog) == [])
    #expect(try !Self.isInTransaction(here.catalog))
  }

  @Test func nothingIsLeftWhereAnExportIsMissing() throws {
    let (here, there) = (try Self.catalog(), try Self.catalog())
    #expect(throws: CatalogError.self) {
      try here.catalog.withComparison(old: "\(there.path):old", new: "nope") { _ in }
    }
    #expect(try Self.rest(here.catalog) == [])
    #expect(try !Self.isInTransaction(here.catalog))
  }

  @Test func theNextOneTakesOverTheTables() throws {
    let catalog = try Self.catalog()
    var held: Comparison? = try catalog.catalog.comparison(old: "old", new: "new")
    let next = try catalog.catalog.comparison(old: "new", new: "old")
    #expect(held?.summary.files.added == 1)
    held = nil
    #expect(try next.result(of: "SELECT count(*) FROM changes WHERE kind = 'removed'").rows == [[1]])
  }

  @Test func oneThatFailsLeavesTheOneBefore() throws {
    let catalog = try Self.catalog()
    let held = try catalog.catalog.comparison(old: "old", new: "new")
    #expect(throws: CatalogError.self) { try catalog.catalog.comparison(old: "old", new: "nope") }
    #expect(try held.result(of: "SELECT count(*) FROM changes").rows == [[2]])
  }

  @Test func whatSomebodyMadeAfterTheEndStays() throws {
    let catalog = try Self.catalog().catalog
    var held: Comparison? = try catalog.comparison(old: "old", new: "new")
    held?.end()
    _ = try catalog.rows("CREATE TEMP TABLE changes (mine)")
    held = nil
    #expect(try Self.rest(catalog) == ["changes"])
  }

  /// A field that is declared is compared without a statement of its own, also with a catalog that lacks its column.
  @Test func aFieldThatIsDeclaredIsCompared() throws {
    let (here, there) = (try Self.catalog(), try Self.catalog())
    let catalog = here.catalog
    _ = try catalog.rows("ALTER TABLE files ADD COLUMN camera TEXT")
    _ = try catalog.rows("UPDATE files SET camera = 'C' || export_id WHERE file_id = 'f1'")
    func changes(from old: String) throws -> [[QueryValue]] {
      try catalog.withConnection { connection in
        let sides = ComparisonSides(
          old: try ComparisonSide.find(old, attachedAs: .old, on: connection),
          new: try ComparisonSide.find("new", attachedAs: .new, on: connection), isPartial: false)
        let fields = ComparedField.all + [ComparedField(column: "camera", change: .named("camera"), isInDigest: false)]
        try ComparisonRun(sides: sides, connection: connection, fields: fields).run()
        return try connection.rows("SELECT file_id, field, old_value, new_value FROM changes WHERE kind = 'camera'")
      }
    }
    #expect(try changes(from: "old") == [["f1", "camera", "C1", "C2"]])
    #expect(try changes(from: "\(there.path):old") == [["f1", "camera", nil, "C2"]])
    let kind = ComparedField(column: "camera_name", change: .named("camera_name"), isInDigest: false).kind
    #expect(kind.scope == .file && kind.topic.rawValue == "camera-name" && kind.topic.words == "camera name")
  }
}
