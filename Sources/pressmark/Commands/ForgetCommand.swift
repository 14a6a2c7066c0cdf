import ArgumentParser
import Catalogs
import ControlText
import Output
import SQLite

struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Removes an export from the catalog.",
    discussion: """
      On a terminal it asks first. The space is used by the next import; VACUUM in any SQLite tool gives it back to the \
      file system.
      """)

  @Argument(help: "The export's name.", completion: .values(.export))
  var name: String

  @Flag(name: [.customLong("yes"), .customShort("y")], help: "Does not ask.")
  var isSure = false

  @OptionGroup var catalogOptions: CatalogOptions

  func run() throws {
    try Failure.reported {
      var name = name
      if !isSure, Question.canBeAsked {
        // What is removed is what was asked for, also if another export is the latest by then.
        let (export, files) = try exportToForget()
        guard
          try Question.ask(
            "Forget \(visible: export.name) with its \(grouped: files) \(files == 1 ? "file" : "files")?")
        else {
          Narration.say("nothing was removed")
          throw ExitCode(1)
        }
        name = export.name
      }
      let export = try catalogOptions.open(.readWrite).forget(name)
      Narration.say("forgot \(visible: export.name): \(export.recordCount) records")
    }
  }

  /// The export that is named, and how many files it has.
  private func exportToForget() throws -> (ExportSummary, files: Int) {
    let catalog = try catalogOptions.open()
    let export = try catalog.export(named: name)
    let count = try catalog.rows(
      "SELECT count(*) FROM files WHERE export_id = :id", parameters: ["id": .integer(export.exportID)])
    return (export, Int(count.first?.first?.integer ?? 0))
  }
}
