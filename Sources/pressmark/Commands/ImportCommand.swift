import ArgumentParser
import Catalog
import ExportFormat
import Shell

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Imports an export into the catalog, wholly or not at all.",
    discussion: """
      Several files are joined into one export. Each holds a JSON array of records, a record on each line, or a page \
      {"data": […]} of the platform's list. Importing the same content again changes nothing.

      pressmark import annotation.json --as spring --project 7
      pressmark import page-*.json --as spring

      Exit code 1 tells that records were skipped, 2 that nothing was imported.
      """)

  @Argument(help: "The export's files, in order; - is standard input.")
  var files: [String]

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("The export's name; else the newest date in it.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("The platform's number of the project; storage keys start with it.", valueName: "number"))
  var project: Int?

  @Option(
    name: .customLong("on-error"),
    help: ArgumentHelp("stop or skip: what to do at a faulty record. Skipped ones are listed in the table rejects."))
  var onError = OnError.stop

  @Option(help: ArgumentHelp("A remark to keep with the export.", valueName: "text"))
  var note: String?

  @Flag(help: "Writes the summary to standard output as a JSON object.")
  var json = false

  @OptionGroup var catalogOptions: CatalogOptions

  enum OnError: String, ExpressibleByArgument, CaseIterable {
    case stop, skip
  }

  func validate() throws {
    if let project, project < 1 { throw ValidationError("a project's number is at least 1") }
    if name?.isEmpty == true { throw ValidationError("an export's name can't be empty") }
    if files.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input can be read only once") }
  }

  func run() throws {
    try Failure.reported {
      let sources = try files.map { try FileSource(path: $0) }
      let options = ImportOptions(
        name: name, projectID: project, policy: onError == .skip ? .skip : .stop,
        source: files.joined(separator: " "), note: note)
      let sizes = sources.map(\.byteCount)
      let bar = ProgressBar(total: sizes.contains(nil) ? nil : sizes.compactMap(\.self).reduce(0, +))
      defer { bar.clear() }
      let summary = try Catalog.importExport(
        sources, into: catalogOptions.path, options: options, progress: { bar.show($0) })
      bar.clear()
      Narration.say(Summaries.text(of: summary))
      if json { print(Summaries.json(of: summary)) }
      if summary.rejected > 0 { throw ExitCode(1) }
    }
  }
}
