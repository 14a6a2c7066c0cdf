import CatalogFixture
import Catalogs
import SQLite
import Testing

@Suite struct StatementTests {
  let test: TestCatalog
  let catalog: Catalog

  init() throws {
    test = try TestCatalog()
    catalog = try test.open()
  }

  @Test func everyKindOfValueComesBackAsItWasBound() throws {
    let values: [QueryValue] = [nil, 7, .integer(.min), 0.25, "", "a\0b", "日本語", .blob([]), .blob([0, 255])]
    for value in values {
      #expect(try catalog.rows("SELECT :x", parameters: ["x": value]) == [[value]])
    }
  }

  @Test(arguments: [
    ("", []), ("  -- nothing\n", []), ("SELECT 1", ["SELECT 1"]), (";;SELECT 1;;", ["SELECT 1;"]),
    ("SELECT ';'; SELECT 2 -- ;\n", ["SELECT ';';", "SELECT 2 -- ;\n"]),
    ("/* ; */ SELECT \"a;b\" FROM (SELECT 1 AS \"a;b\");", ["/* ; */ SELECT \"a;b\" FROM (SELECT 1 AS \"a;b\");"]),
  ]) func aTextIsSplitAtItsStatements(text: String, expected: [String]) throws {
    var statements: [String] = []
    try catalog.withConnection { connection in
      try connection.forEachStatement(in: text) { statements.append($0.sql) }
    }
    #expect(statements == expected)
  }

  @Test func aStatementSeesWhatTheOneBeforeItMade() throws {
    var rows: [[QueryValue]] = []
    try catalog.withConnection { connection in
      try connection.forEachStatement(in: "CREATE TEMP TABLE t AS SELECT 5 AS n; SELECT n FROM t") { statement in
        try statement.forEachRow { row in rows.append(row.copy) }
      }
    }
    #expect(rows == [[5]])
  }

  @Test func parametersAreThoseThatSQLiteSees() throws {
    let sql = "SELECT :a, @b, $c, ?, ':not', 1 AS \":neither\" -- :nor\n WHERE :a = 1"
    try catalog.withConnection { connection in
      try connection.withStatement(sql) { #expect($0.parameterNames == ["a", "b", "c", "4"]) }
    }
  }

  @Test func aMissingValueIsNamedAndPlaced() throws {
    let sql = "SELECT ':b', :a, :b"
    let failure = #expect(throws: SQLFailure.self) { try catalog.rows(sql, parameters: ["a": 1]) }
    #expect(failure?.reason == .missingParameters(["b"]))
    #expect(failure?.offset == 17)
  }

  @Test(arguments: [
    ("SELECT statsu FROM files", SQLFailure.NameKind.column, "statsu", ["status"], 7),
    ("SELECT f.statsu FROM files f", .column, "statsu", ["status"], 7),
    ("SELECT * FROM flies", .table, "flies", ["files"], 14),
    ("SELECT * FROM main.flies", .table, "flies", ["files"], 19),
    ("SELECT reslove_key(1, 2)", .function, "reslove_key", ["resolve_key"], 7),
    ("SELECT 1 FROM files WHERE zzzzzz = 1", .column, "zzzzzz", [], 26),
    ("SELECT 'é', statsu FROM files", .column, "statsu", ["status"], 13),
  ]) func aMisspeltNameIsFound(
    sql: String, kind: SQLFailure.NameKind, name: String, nearest: [String], offset: Int
  ) throws {
    let failure = #expect(throws: SQLFailure.self) { try catalog.rows(sql) }
    #expect(failure?.reason == .unknownName(kind: kind, name: name, nearest: nearest))
    #expect(failure?.offset == offset)
  }

  @Test func theFaultIsPlacedInItsOwnStatement() throws {
    let failure = #expect(throws: SQLFailure.self) {
      try catalog.withConnection { connection in
        try connection.forEachStatement(in: "SELECT 1;\n\nSELECT FROM files; SELECT 3") { _ in }
      }
    }
    #expect(failure?.sql == "SELECT FROM files;")
    #expect(failure?.offset == 7)
  }

  @Test(arguments: [
    "DELETE FROM files", "CREATE TABLE t (x)", "UPDATE exports SET note = 'x'", "DROP TABLE files",
    "PRAGMA user_version=9",
  ]) func writingIsRefused(sql: String) throws {
    let failure = #expect(throws: SQLFailure.self) { try catalog.rows(sql) }
    #expect(failure?.reason == .readOnly)
  }

  @Test func aNULIsRefusedRatherThanEndingTheText() throws {
    let failure = #expect(throws: SQLFailure.self) { try catalog.rows("SELECT 1;\0 DROP TABLE files") }
    #expect(failure?.reason == .nulInText)
  }

  @Test func anInterruptedStatementSaysSo() throws {
    let failure = #expect(throws: SQLFailure.self) {
      try catalog.withConnection { connection in
        let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        try connection.withStatement(sql) { statement in
          try statement.forEachRow { row in
            if case .integer(1000) = row[0] { connection.interrupt() }
          }
        }
      }
    }
    #expect(failure?.reason == .interrupted)
  }

  @Test func aTransactionMayStayOpenBetweenCalls() throws {
    _ = try catalog.rows("BEGIN")
    #expect(try catalog.withConnection { $0.isInTransaction })
    _ = try catalog.rows("COMMIT")
    #expect(try catalog.withConnection { !$0.isInTransaction })
  }
}
