import CatalogFixture
import Catalogs
import SQLite
import Testing

@testable import Shell

/// The views of the export that `.use` chose.
@Suite struct CurrentViewTests {
  let test: TestCatalog

  init() throws { test = try TestCatalog() }

  @Test(arguments: [
    ("SELECT count(*) AS n FROM current_files;", "n\n3\n"),
    (".use 2025-05-01\nSELECT count(*) AS n FROM current_files;", "n\n2\n"),
    (".use previous\nSELECT DISTINCT export FROM current_objects;", "export\n2025-05-01\n"),
    (".use previous\n.use\nSELECT count(*) AS n FROM current_files;", "n\n3\n"),
    (".use previous\n.use latest\nSELECT count(*) AS n FROM current_files;", "n\n3\n"),
    (".use previous\nSELECT count(*) AS n FROM latest_files;", "n\n3\n"),
    ("BEGIN;\n.use previous\nROLLBACK;\nSELECT count(*) AS n FROM current_files;", "n\n2\n"),
    ("BEGIN;\nSAVEPOINT s;\n.use previous\nROLLBACK TO s;\nSELECT count(*) AS n FROM current_files;", "n\n2\n"),
    (".use previous\n.open CATALOG\nSELECT count(*) AS n FROM current_files;", "n\n3\n"),
    ("DROP VIEW current_files;\n.use previous\nSELECT count(*) AS n FROM current_files;", "n\n2\n"),
    ("SELECT count(*) AS n FROM current_annotations;", "n\n0\n"),
    (".tables current_f", "name\tkind\tcolumns\ntemp.current_files\tview\t\(columns)\n"),
  ]) func holdItAlone(text: String, output: String) {
    let played = Played(text.replacing("CATALOG", with: test.path), in: test)
    #expect(played.output == output && played.errors == "")
  }

  private static let columns =
    "file_key export_id file_id file_name file_type status author_name validator_name upload_date update_date related_duplicates digest extra"

  @Test(arguments: [
    "DELETE FROM exports WHERE name = '2025-05-01'", "UPDATE exports SET name = 'x' WHERE name = '2025-05-01'",
    "UPDATE exports SET name = name || 'x'; UPDATE exports SET name = '2025-05-01' WHERE export_id = 2",
  ])
  func anExportThatIsNoLongerTheSameIsSaid(change: String) {
    let text = ".use 2025-05-01\n\(change);\nSELECT 1 AS a;\n.show\n"
    let played = Played(text, in: test) { ($0.isWritable, $0.keepsGoing) = (true, true) }
    #expect(played.errors.contains("the export 2025-05-01 that .use chose was removed, renamed or replaced"))
    #expect(played.output.contains("use\tlatest") && played.code == 2)
  }

  @Test(arguments: [
    "SELECT count(*) FROM current_files;", "SUMMARIZE current_files;", ".run files-by-status", ".diff latest latest",
    ".plan SELECT 1", "SELECT :export;",
  ])
  func everyQuestionSeesThat(question: String) {
    let text = ".use 2025-05-01\nDELETE FROM exports WHERE name = '2025-05-01';\n\(question)\n"
    let played = Played(text, in: test) { ($0.isWritable, $0.keepsGoing) = (true, true) }
    #expect(played.errors.contains("that .use chose was removed") && played.output == "", "\(played.output)")
  }

  @Test(arguments: ["", ".quit\n", ".open CATALOG\n"]) func anOpenTransactionThatIsUndoneIsSaid(end: String) {
    let text = "BEGIN;\nCREATE TABLE lost (a);\n" + end.replacing("CATALOG", with: test.path)
    let played = Played(text, in: test) { $0.isWritable = true }
    #expect(played.errors.contains("the transaction that was open is undone") && played.code == 2)
  }

  @Test func haveACounterpartInTheSchemaEach() throws {
    let views = try Catalog(path: test.path).rows("SELECT name FROM sqlite_master WHERE name LIKE 'latest%' ORDER BY 1")
    let names = Played("SELECT name FROM sqlite_temp_master ORDER BY 1;", in: test).output.split(separator: "\n")
      .dropFirst()
    #expect(names.map { "latest_" + $0.dropFirst("current_".count) } == views.map { $0[0].description })
    #expect(names.count == 6)
  }

  @Test(arguments: ["TABLE current_files (mine)", "VIEW Current_Files AS SELECT 'mine' AS mine"])
  func leaveWhatSomebodyHasCalledSo(thing: String) throws {
    let test = try TestCatalog(TestCatalog.twoExports + "CREATE \(thing);")
    let played = Played(".use previous\n.columns current_files\nSELECT count(*) AS n FROM current_objects;", in: test)
    #expect(
      played.errors == "current_files: the catalog has something of its own by this name, which .use does not change\n")
    #expect(played.output.contains("mine") && played.output.hasSuffix("n\n2\n"))
  }

  @Test func leaveATemporaryTableOfThisName() {
    let text = """
      DROP VIEW current_files;
      CREATE TEMP TABLE current_files AS SELECT 'mine' AS mine;
      .use previous
      SELECT * FROM current_files;
      """
    #expect(Played(text, in: test).output == "mine\nmine\n")
  }

  @Test func followTheNewestWhereNoneIsChosen() throws {
    let more = """
      INSERT INTO exports (export_id, name, source, source_digest, byte_count, record_count, imported_at, tool_version,
        newest_date) VALUES (3, 'new', 'n', '02', 1, 0, '2026-01-01', '1', '2026-01-01 00:00');
      SELECT count(*) AS n FROM current_files;
      """
    #expect(Played(more, in: test) { $0.isWritable = true }.output == "n\n0\n")
  }

  @Test func areNotMadeOfWhatIsMissing() throws {
    let test = try TestCatalog(TestCatalog.twoExports + "DROP VIEW latest_objects; DROP VIEW objects;")
    #expect(
      Played("SELECT count(*) AS n FROM current_files;\n.tables current_o", in: test).output
        == "n\n3\nname\tkind\tcolumns\n")
  }
}
