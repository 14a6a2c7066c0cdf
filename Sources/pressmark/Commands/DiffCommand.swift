import ArgumentParser
import Catalogs
import Output

struct DiffCommand: ParsableCommand, TakesPaths {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compares two exports: what came, went and changed.",
    discussion: """
      An export is named by its name, latest or previous, or OTHER.db:NAME where it is in another catalog.

      pressmark diff previous latest
      pressmark diff spring summer --detail --kind status --kind labels
      pressmark diff spring summer --fail-on 'a->d > 0' --fail-on 'removed > 10'
      pressmark diff spring summer --objects > fetch.txt
      """)

  @Argument(help: "The older export.", completion: .values(.exportAddress))
  var old: String

  @Argument(help: "The newer export.", completion: .values(.exportAddress))
  var new: String

  @OptionGroup var diffOptions: DiffCommandOptions
  @OptionGroup var gates: DiffGateOptions
  @OptionGroup var catalogOptions: CatalogOptions

  func run() throws {
    try Failure.reported {
      let conditions = try gates.conditions()
      let catalog = try catalogOptions.open()
      var compared: ComparisonSummary?
      do {
        try diffOptions.write(of: old, new, from: catalog) { compared = $0 }
      } catch OutputFailure.closed {
        // The reader has gone, as with "| head"; the exit code still tells the answer.
      }
      if let compared { try gates.check(conditions, compared) }
    }
  }
}
