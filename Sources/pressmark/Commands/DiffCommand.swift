import ArgumentParser
import Catalog
import Shell

struct DiffCommand: ParsableCommand {
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

  @Argument(help: "The older export.")
  var old: String

  @Argument(help: "The newer export.")
  var new: String

  @OptionGroup var diffOptions: DiffCommandOptions
  @OptionGroup var gates: DiffGateOptions
  @OptionGroup var catalogOptions: CatalogOptions

  func run() throws {
    try Failure.reported {
      let conditions = try gates.conditions()
      let catalog = try catalogOptions.open()
      let handle = try catalog.withConnection { $0.interruptHandle }
      let summary = try Interrupt.during(handle) {
        try catalog.diff(old: old, new: new, options: DiffOptions(isPartial: diffOptions.isPartial))
      }
      try diffOptions.write(summary, from: catalog)
      try gates.check(conditions, summary)
    }
  }
}
