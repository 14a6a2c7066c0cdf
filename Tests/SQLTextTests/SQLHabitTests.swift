import Testing

@testable import SQLText

@Suite struct SQLHabitTests {
  @Test(
    arguments: [
      ("SHOW TABLES", .tables), ("show tables;", .tables), ("  SHOW\n FULL TABLES ; ;", .tables), ("SHOW", .tables),
      ("/* a */ show -- b\n tables", .tables), ("SHOW TABLES LIKE 'a'", .tables), ("DESCRIBE", .tables),
      ("PRAGMA show_tables", .tables), ("PRAGMA show_databases;", .databases), ("SHOW SCHEMAS", .databases),
      ("DESCRIBE files", .columns(table: "files")), ("DESC main . files", .columns(table: "main.files")),
      ("describe \"a \"\"b\"", .columns(table: "a \"b")), ("DESCRIBE `x`", .columns(table: "x")),
      ("DESC TABLE files", .columns(table: "files")), ("DESCRIBE table", .columns(table: "table")),
      ("SHOW COLUMNS FROM files FROM main", .columns(table: "files")), ("SHOW FIELDS IN [a b]", .columns(table: "a b")),
      ("SHOW COLUMNS", .show), ("SHOW CREATE TABLE files", .definition(of: "files")), ("SHOW CREATE", .show),
      ("SHOW INDEX FROM files", .indexes(table: "files")), ("SHOW INDEXES", .indexes(table: nil)),
      ("SHOW PROCESSLIST", .show), ("SUMMARIZE SELECT 1 ;", .summary("SELECT 1")),
      ("DESCRIBE SELECT 1", .summary("SELECT 1")),
      ("SUMMARIZE", nil), ("USE spring", .use("spring")), ("USE '2025-06-10'", .use("2025-06-10")), ("USE", nil),
      ("USE a b", nil), ("EXPLAIN ANALYZE SELECT 1", .plan("SELECT 1")), ("EXPLAIN QUERY PLAN SELECT 1", nil),
      ("EXPLAIN SELECT 1", nil), ("COPY files TO 'x'", .copy), ("FROM files", .from("files")),
      ("FROM files SELECT a", .from("files")), ("TABLE files", .from("files")),
      ("TRUNCATE files", .truncate(table: "files")),
      ("TRUNCATE TABLE files", .truncate(table: "files")), ("PRAGMA table_info(files)", nil),
      ("PRAGMA main.show_tables", nil),
      ("SELECT 'SHOW TABLES'", nil), ("", nil), (";", nil), ("-- SHOW TABLES", nil), ("'SHOW' TABLES", nil),
      ("\"SHOW\" TABLES", nil), ("SHOW \u{0} TABLES", .show), ("desc é\u{301}", .columns(table: "é\u{301}")),
      ("(SHOW TABLES)", nil), ("WITH show AS (SELECT 1) SELECT * FROM show", nil),
    ] as [(String, SQLHabit?)]) func aStatementOfAnotherDatabaseIsKnown(statement: String, habit: SQLHabit?)
  {
    #expect(SQLHabit(statement) == habit)
  }

  @Test func aLongStatementTakesNoTime() {
    let statement = "SELECT " + String(repeating: "1, ", count: 1_000_000) + "2"
    #expect(SQLHabit(statement) == nil)
  }
}
