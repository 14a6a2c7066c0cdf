import Catalogs
import ExportInput
import SQLite

let files = try Inputs.open(Array(CommandLine.arguments.dropFirst()))
let catalog = try Catalog(path: "catalog.db", access: .create)
let summary = try catalog.importExport(files.sources, options: ImportOptions(name: "spring", projectID: 7))
print("\(summary.stored) files in \(summary.export)")
for row in try catalog.rows("SELECT status, count(*) FROM files GROUP BY 1 ORDER BY 2 DESC") {
  print(row[0], row[1])
}
