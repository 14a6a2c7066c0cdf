import Testing

@testable import SQLDialects

/// Joins in Spark, where every table has the export's number.
@Suite struct ExportJoinTests {
  private let keyed = "(d.file_key = f.file_key AND d.export_id = f.export_id)"

  @Test(arguments: [
    "SELECT 1 FROM files f JOIN duplicates d ON d.file_key = f.file_key",
    "SELECT 1 FROM files AS f, duplicates AS d WHERE d.file_key = f.file_key AND f.status = 'a'",
    "SELECT 1 FROM main.files f LEFT JOIN duplicates d ON NOT d.file_key = f.file_key",
    "SELECT (SELECT 1 FROM duplicates d WHERE d.file_key = f.file_key) FROM files f",
    "SELECT 1 FROM files f WHERE EXISTS (SELECT 1 FROM objects d WHERE (d.file_key = f.file_key))",
    "SELECT 1 FROM (SELECT 1 FROM exports) f UNION SELECT 1 FROM files f JOIN duplicates d ON d.file_key = f.file_key",
    "SELECT count(*) AS files FROM files f JOIN duplicates d ON d.file_key = f.file_key",
  ]) func tablesAreJoinedOverTheExport(sql: String) {
    let plain = "d.file_key = f.file_key"
    #expect(SQLDialect.spark.adapt(sql) == sql.replacing(plain, with: keyed))
    #expect(sql.contains(plain))
    for dialect in [SQLDialect.duckDB, .postgreSQL] { #expect(dialect.adapt(sql) == sql) }
  }

  @Test(arguments: [
    // A subquery, a name that WITH gives, a table without such a key, or none at all.
    "SELECT 1 FROM (SELECT file_key FROM files) f JOIN duplicates d ON d.file_key = f.file_key",
    "SELECT 1 FROM files f UNION SELECT 1 FROM (SELECT 1) f JOIN duplicates d ON d.file_key = f.file_key",
    "WITH files AS (SELECT 1 AS file_key) SELECT 1 FROM files f JOIN duplicates d ON d.file_key = f.file_key",
    "WITH g(file_key) AS (SELECT 1) SELECT 1 FROM g f JOIN duplicates d ON d.file_key = f.file_key",
    "WITH groups AS (SELECT 1) SELECT (SELECT 1 FROM groups f WHERE d.file_key = f.file_key) FROM files f, duplicates d",
    "SELECT 1 FROM media f JOIN duplicates d ON d.file_key = f.file_key",
    "SELECT 1 FROM json_each(f.extra) f JOIN duplicates d ON d.file_key = f.file_key",
    "SELECT 1 FROM duplicates d WHERE d.file_key = f.file_key",
    "SELECT 1 FROM files f JOIN duplicates d ON d.file_key = f.file_key + 1",
    "SELECT 1 FROM files f JOIN duplicates d ON 1 + d.file_key = f.file_key",
    "SELECT 1 FROM files f JOIN duplicates d ON d.file_key = f.export_id",
    "SELECT 1 FROM files f JOIN duplicates d ON d.original_id = f.file_id",
    "SELECT 'FROM files f JOIN duplicates d ON d.file_key = f.file_key'",
    "SELECT 1 FROM files f -- JOIN duplicates d ON d.file_key = f.file_key",
  ]) func otherJoinsStayAsTheyAre(sql: String) {
    #expect(SQLDialect.spark.adapt(sql) == sql)
  }

  @Test(arguments: [
    ("FROM duplicates JOIN files USING (file_key)", "FROM duplicates JOIN files USING (export_id, file_key)"),
    (
      "FROM attributes a JOIN label_counts c USING(attribute_key)",
      "FROM attributes a JOIN label_counts c USING(export_id, attribute_key)"
    ),
    (
      "FROM `files` JOIN `duplicates` d USING (`file_key`)",
      "FROM `files` JOIN `duplicates` d USING (export_id, `file_key`)"
    ),
    ("FROM files f JOIN exports e USING (export_id)", "FROM files f JOIN exports e USING (export_id)"),
    ("FROM files JOIN (SELECT 1) d USING (file_key)", "FROM files JOIN (SELECT 1) d USING (file_key)"),
    (
      "FROM exports e JOIN files f ON f.export_id = e.export_id JOIN duplicates USING (file_key)",
      "FROM exports e JOIN files f ON f.export_id = e.export_id JOIN duplicates USING (file_key)"
    ),
  ]) func usingNamesTheExport(sql: String, adapted: String) {
    #expect(SQLDialect.spark.adapt("SELECT 1 " + sql) == "SELECT 1 " + adapted)
  }
}
