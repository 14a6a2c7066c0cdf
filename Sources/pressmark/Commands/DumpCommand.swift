import ArgumentParser
import Catalogs
import ControlText
import FileNames
import Output

struct DumpCommand: ParsableCommand, TakesPaths {
  static let configuration = CommandConfiguration(
    commandName: "dump",
    abstract: "Writes the tables of an export as files, with scripts that load them elsewhere.",
    discussion: """
      The folder gets one file per table, manifest.json, and load-duckdb.sql, load-postgresql.sql and load-sqlite.sql.
      In its folder queries are the built-in saved queries in the SQL of Spark, DuckDB and PostgreSQL.

      pressmark dump 2025-06-10 --format csv june
      cd june && psql -f load-postgresql.sql
      """)

  @Argument(help: "The export.", completion: .values(.export))
  var name: String

  @Argument(
    help: ArgumentHelp("The folder to write; made where it is missing.", valueName: "folder"),
    completion: .values(.folder))
  var folder: String

  @Option(
    name: [.customLong("format"), .customShort("f")],
    help: ArgumentHelp("How the tables are written.", valueName: "name"),
    completion: .words(DumpFormat.allCases.map(\.rawValue)))
  var format = Choice<DumpFormat>("csv")

  @OptionGroup var catalogOptions: CatalogOptions

  func validate() throws {
    _ = try format.value(of: "--format")
    if PathText.isEscaped(folder) { throw ValidationError("a dump's folder has a name in UTF-8") }
  }

  func run() throws {
    try Failure.reported {
      let catalog = try catalogOptions.open()
      try ProtectedFiles(catalog.databasePaths()).check(folder)
      let summary = try catalog.dump(name, as: format.value(of: "--format"), to: folder)
      for table in summary.tablesWithNUL { Narration.warn(OutputMessages.nulInDump(table)) }
      let rows = summary.rows.map { "\($0.count) \($0.table)" }.joined(separator: ", ")
      Narration.say("wrote \(visible: summary.export) to \(visible: folder): \(rows)")
    }
  }
}
