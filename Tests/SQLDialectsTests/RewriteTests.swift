import Testing

@testable import SQLDialects

/// What each rewrite changes, and what it leaves alone.
@Suite struct RewriteTests {
  private func adapt(_ sql: String, for dialect: String, nullable: Set<String> = []) throws -> String {
    try #require(SQLDialect.named(dialect)).adapt(sql, nullable: nullable)
  }

  @Test(arguments: [
    ("duckdb", "CAST(a AS TEXT)", "CAST(a AS VARCHAR)"),
    ("duckdb", "cast (a as integer)", "cast (a as BIGINT)"),
    ("spark", "CAST(a AS TEXT)", "CAST(a AS STRING)"),
    ("postgresql", "CAST(a AS REAL)", "CAST(a AS double precision)"),
    ("postgresql", "CAST(a AS NUMERIC)", "CAST(a AS numeric)"),
    ("spark", "CAST(CAST(a AS TEXT) AS INTEGER)", "CAST(CAST(a AS STRING) AS BIGINT)"),
    ("spark", "CAST(f(CAST(a AS REAL), (b)) AS TEXT)", "CAST(f(CAST(a AS DOUBLE), (b)) AS STRING)"),
    ("spark", "CAST((SELECT a AS text) AS TEXT)", "CAST((SELECT a AS text) AS STRING)"),
    ("spark", "CAST(a /* AS TEXT) */ AS -- x\n TEXT )", "CAST(a /* AS TEXT) */ AS -- x\n STRING )"),
    ("spark", "(a AS TEXT)", "(a AS TEXT)"),
    ("spark", "SELECT a AS text, b AS integer", "SELECT a AS text, b AS integer"),
    ("spark", "CAST(a AS `TEXT`)", "CAST(a AS `TEXT`)"),
    ("spark", "CAST(a AS TEXT", "CAST(a AS TEXT"),
  ]) func castsNameTheEnginesTypes(dialect: String, sql: String, adapted: String) throws {
    #expect(try adapt(sql, for: dialect) == adapted)
  }

  @Test(arguments: [
    ("spark", "group_concat(a, ',')", "listagg(a, ',')"),
    ("duckdb", "GROUP_CONCAT (a, ',')", "string_agg (a, ',')"),
    ("duckdb", "char(1114111)", "chr(1114111)"),
    ("postgresql", "instr(a, instr(b, 'instr('))", "strpos(a, strpos(b, 'instr('))"),
    ("duckdb", "instr(a, ',')", "instr(a, ',')"),
    ("postgresql", "SELECT instr, f.instr (1), \"instr\"(2)", "SELECT instr, f.instr (1), \"instr\"(2)"),
  ]) func functionsHaveTheEnginesNames(dialect: String, sql: String, adapted: String) throws {
    #expect(try adapt(sql, for: dialect) == adapted)
  }

  @Test(arguments: [
    ("spark", "a = :name AND b = @other", [], "a = :name AND b = :other"),
    ("duckdb", "a = :name", ["name"], "a = $name"),
    ("postgresql", "a = :name", [], "a = :'name'"),
    ("postgresql", ":name IS NULL OR a = :name2", ["name"], "nullif(:'name', '') IS NULL OR a = :'name2'"),
    ("postgresql", "':name' \":name\" -- :name", [], "':name' \":name\" -- :name"),
    ("duckdb", "? ?1 /* :name */", [], "? ?1 /* :name */"),
  ]) func parametersHaveTheEnginesForm(dialect: String, sql: String, nullable: [String], adapted: String) throws {
    #expect(try adapt(sql, for: dialect, nullable: Set(nullable)) == adapted)
  }

  @Test(arguments: [
    ("spark", "WITH a AS MATERIALIZED (SELECT 1)", "WITH a AS (SELECT 1)"),
    ("spark", "WITH a AS NOT MATERIALIZED(SELECT 1)", "WITH a AS (SELECT 1)"),
    ("spark", "WITH a AS MATERIALIZED -- why\n  (SELECT 1)", "WITH a AS -- why\n  (SELECT 1)"),
    ("duckdb", "WITH a AS MATERIALIZED (SELECT 1)", "WITH a AS MATERIALIZED (SELECT 1)"),
    ("spark", "SELECT materialized FROM a", "SELECT materialized FROM a"),
  ]) func sparkTakesNoWordOnMaterializing(dialect: String, sql: String, adapted: String) throws {
    #expect(try adapt(sql, for: dialect) == adapted)
  }

  @Test(arguments: [
    ("FROM a CROSS JOIN b ON a.x = b.x", "FROM a JOIN b ON a.x = b.x"),
    ("FROM a CROSS JOIN b AS c ON c.x = 1", "FROM a JOIN b AS c ON c.x = 1"),
    ("FROM a\ncross join main.b c USING (x)", "FROM a\njoin main.b c USING (x)"),
    ("FROM a CROSS JOIN (SELECT 1 ON) b ON true", "FROM a JOIN (SELECT 1 ON) b ON true"),
    ("FROM a CROSS JOIN f(1) b ON true", "FROM a JOIN f(1) b ON true"),
    ("FROM a CROSS JOIN b", "FROM a CROSS JOIN b"),
    ("FROM a CROSS JOIN b JOIN c ON c.x = b.x", "FROM a CROSS JOIN b JOIN c ON c.x = b.x"),
    ("FROM a CROSS JOIN b c WHERE c.x = 1", "FROM a CROSS JOIN b c WHERE c.x = 1"),
    ("'CROSS JOIN b ON'", "'CROSS JOIN b ON'"),
  ]) func aJoinWithAConditionIsNoCrossJoin(sql: String, adapted: String) throws {
    for dialect in SQLDialect.all { #expect(dialect.adapt(sql) == adapted) }
  }

  @Test(arguments: [
    ("WHERE a AND +f.status = 'a'", "WHERE a AND f.status = 'a'"), ("(+a)", "(a)"), ("ON + `a` = 1", "ON `a` = 1"),
    ("a + b", "a + b"), ("a+b", "a+b"), ("f(a) + b", "f(a) + b"), ("1 +b", "1 +b"), (":x +b", ":x +b"),
    ("NULL +b", "NULL +b"), ("CASE WHEN a THEN b END +c", "CASE WHEN a THEN b END +c"), ("(+1)", "(+1)"),
    ("'(+a)'", "'(+a)'"),
  ]) func aSignThatHidesAnIndexIsLeftOut(sql: String, adapted: String) throws {
    #expect(try adapt(sql, for: "spark") == adapted)
  }

  @Test(
    arguments: [
      ("ORDER BY a", "ORDER BY a NULLS FIRST", "ORDER BY a NULLS FIRST"),
      ("ORDER BY a DESC, b;", "ORDER BY a DESC, b NULLS FIRST;", "ORDER BY a DESC NULLS LAST, b NULLS FIRST;"),
      ("ORDER BY a NULLS LAST", "ORDER BY a NULLS LAST", "ORDER BY a NULLS LAST"),
      ("ORDER BY f(a, b), 2 ASC", "ORDER BY f(a, b) NULLS FIRST, 2 ASC NULLS FIRST", nil),
      ("OVER (ORDER BY a ROWS 1 PRECEDING)", "OVER (ORDER BY a NULLS FIRST ROWS 1 PRECEDING)", nil),
      ("OVER (ORDER BY groups GROUPS BETWEEN", "OVER (ORDER BY groups NULLS FIRST GROUPS BETWEEN", nil),
      (
        "ORDER BY l, groups DESC", "ORDER BY l NULLS FIRST, groups DESC",
        "ORDER BY l NULLS FIRST, groups DESC NULLS LAST"
      ),
      ("ORDER BY a -- first\n, b\nLIMIT 3", "ORDER BY a NULLS FIRST -- first\n, b NULLS FIRST\nLIMIT 3", nil),
      (
        "ORDER BY (SELECT a ORDER BY b) DESC", "ORDER BY (SELECT a ORDER BY b NULLS FIRST) DESC",
        "ORDER BY (SELECT a ORDER BY b NULLS FIRST) DESC NULLS LAST"
      ),
      ("ORDER BY", "ORDER BY", nil), ("ORDER BY (a", "ORDER BY (a", nil), ("'ORDER BY a'", "'ORDER BY a'", nil),
    ] as [(String, String, String?)]) func nullIsSmallerThanAllValues(sql: String, duckDB: String, postgreSQL: String?)
    throws
  {
    #expect(try adapt(sql, for: "duckdb") == duckDB)
    let postgreSQL = postgreSQL ?? duckDB
    #expect(try adapt(sql, for: "postgresql") == postgreSQL)
    #expect(try adapt(sql, for: "spark") == sql)
  }

  @Test(arguments: [
    ("a IS NOT b", "a IS DISTINCT FROM b"), ("a is not f.b", "a is DISTINCT FROM f.b"),
    ("a IS :x", "a IS NOT DISTINCT FROM :x"), ("(a) IS (b)", "(a) IS NOT DISTINCT FROM (b)"),
    ("a IS NOT +b", "a IS DISTINCT FROM b"), ("a IS NULL", "a IS NULL"), ("a IS NOT NULL", "a IS NOT NULL"),
    ("a IS TRUE", "a IS TRUE"), ("a IS NOT FALSE", "a IS NOT FALSE"),
    ("a IS DISTINCT FROM b", "a IS DISTINCT FROM b"), ("a IS NOT DISTINCT FROM b", "a IS NOT DISTINCT FROM b"),
    ("'a IS b'", "'a IS b'"), ("a IS", "a IS"), ("a IS NOT", "a IS NOT"),
  ]) func nullIsComparedAsAValue(sql: String, adapted: String) throws {
    #expect(try adapt(sql, for: "spark") == adapted)
  }

  @Test(
    arguments: [
      ("a\n  -- SQLite: fast\n  b\n  -- Other engines:\n  -- c\n  --   d\n  -- End.\n  e", "a\n  c\n    d\n  e"),
      ("-- SQLite: a\nb -- c\n-- Other engines: all\n--\n-- d, :x -- e\n-- End.\n", "\nd, :x -- e\n"),
      (
        "-- SQLite: a\n-- Other engines:\n-- b\n-- End.\nc\n-- SQLite: d\n-- Other engines:\n-- e\n-- End.\nf",
        "b\nc\ne\nf"
      ),
      ("-- SQLite: a\n-- Other engines:\n-- End.\nb", "b"),
      ("-- SQLite: a\n-- Other engines:\n-- b\nc", nil), ("-- SQLite: a\n-- b\n-- End.\nc", nil),
      ("-- SQLite: a\n-- Other engines:\nb\n-- End.\nc", nil), ("'-- SQLite: a\n'\n-- Other engines:\n-- End.", nil),
      ("-- In SQLite: a\n-- Other engines:\n-- b\n-- End.\nc", nil),
    ] as [(String, String?)]) func theOtherWayIsTaken(sql: String, adapted: String?) throws
  {
    let adapted = adapted ?? sql
    #expect(try adapt(sql, for: "spark") == adapted)
  }

  @Test(arguments: [
    ("\"a\"", "`a`", "\"a\""), ("`a`", "`a`", "\"a\""), ("[a b]", "`a b`", "\"a b\""),
    ("f.\"a\"\"b`c\"", "f.`a\"b``c`", "f.\"a\"\"b`c\""), ("'\"a\"'", "'\"a\"'", "'\"a\"'"), ("\"a", "\"a", "\"a"),
  ]) func namesAreQuotedInTheEnginesWay(sql: String, spark: String, others: String) throws {
    #expect(try adapt(sql, for: "spark") == spark)
    #expect(try adapt(sql, for: "duckdb") == others)
    #expect(try adapt(sql, for: "postgresql") == others)
  }
}
