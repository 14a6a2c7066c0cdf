import ArgumentParser
import Catalogs
import ControlText
import ExportFormat
import ExportInput
import FileNames
import Output

struct ImportCommand: ParsableCommand, TakesPaths {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Imports an export into the catalog, wholly or not at all.",
    discussion: """
      Several files are joined into one export. Each holds a JSON array of records, a record on each line, or a page \
      {"data": […]} of the platform's list; as it is, compressed (gzip, Zstandard, xz, bzip2, LZ4), or in a zip or tar \
      archive: its annotation.json, or its pages. What a file holds is told by its content. A folder stands for the \
      files in it, but for those whose name starts with a dot. Pages come in the order of their numbers, each once, and \
      none may be missing. Importing the same content again changes nothing, whatever the project and the treatment of \
      faulty records; under a new name it makes a second export.

      pressmark import annotation.json --as spring --project 7
      pressmark import project_7_dataset.zip
      pressmark import pages/ --as spring

      The names of an archive's other entries go to the table media; the project's number is taken from an archive \
      named project_<number>_dataset.zip.

      Exit code 1 tells that records were skipped or pages are missing, 2 that nothing was imported.
      """)

  @Argument(
    help: "The export's files, in order, or folders of them; - is standard input.", completion: .values(.file))
  var files: [String]

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("The export's name; else the newest date in it.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("The platform's number of the project; storage keys start with it.", valueName: "number"))
  var project: Int?

  @Option(
    name: .customLong("on-error"),
    help: ArgumentHelp(
      "What to do at a faulty record, or where pages are missing. Skipped records are listed in the table rejects, and what is wrong with pages in the export's note.",
      valueName: "what"),
    completion: .words(OnError.allCases.map(\.rawValue)))
  var onError = Choice<OnError>("stop")

  @Option(help: ArgumentHelp("A remark to keep with the export.", valueName: "text"))
  var note: String?

  @Flag(help: "Writes the summary to standard output as a JSON object.")
  var json = false

  @OptionGroup var catalogOptions: CatalogOptions

  enum OnError: String, Choosable, CaseIterable {
    case stop, skip
  }

  func validate() throws {
    _ = try onError.value(of: "--on-error")
    if let project, project < 1 { throw ValidationError("a project's number is at least 1") }
    if let name { try ExportNameArgument.check(name) }
    if files.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input can be read only once") }
  }

  func run() throws {
    try Failure.reported {
      let inputs = try Inputs.open(files)
      let options = ImportOptions(
        name: name, projectID: project ?? inputs.suggestedProject,
        policy: try onError.value(of: "--on-error") == .skip ? .skip : .stop,
        source: PathText.shown(files.joined(separator: " ")), note: note)
      let bar = ProgressBar(inputs, into: catalogOptions.path)
      defer { bar.clear() }
      let summary = try Catalog.importExport(
        inputs.sources, into: catalogOptions.path, options: options, progress: { bar.show($0) })
      bar.clear()
      if let upgrade = summary.upgrade { Narration.sayUpgraded(catalogOptions.path, upgrade) }
      Narration.say(ImportReport.text(of: summary))
      for warning in ImportReport.warnings(of: summary) { Narration.warn(warning) }
      if json { try OutputFile.withWriter(to: nil, syntax: .json) { $0.text(ImportReport.json(of: summary) + "\n") } }
      if summary.rejected > 0 || !summary.pageFaults.isEmpty { throw ExitCode(1) }
    }
  }
}
