import ArgumentParser
import Catalogs
import ControlText
import SQLite

struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Removes an export from the catalog.",
    discussion: "The space is used by the next import; VACUUM in any SQLite tool gives it back to the file system.")

  @Argument(help: "The export's name.", completion: .values(.export))
  var name: String

  @OptionGroup var catalogOptions: CatalogOptions

  func run() throws {
    try Failure.reported {
      let export = try catalogOptions.open(.readWrite).forget(name)
      Narration.say("forgot \(visible: export.name): \(export.recordCount) records")
    }
  }
}
