import ArgumentParser
import Catalogs
import ControlText
import SQLite

struct SetProjectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set-project",
    abstract: "Sets the project of an export, which its storage keys start with.")

  @Argument(help: "The export's name.", completion: .values(.export))
  var name: String

  @Argument(help: "The platform's number of the project.")
  var project: Int

  @OptionGroup var catalogOptions: CatalogOptions

  func validate() throws {
    guard project >= 1 else { throw ValidationError("a project's number is at least 1") }
  }

  func run() throws {
    try Failure.reported {
      let export = try catalogOptions.open(.readWrite).setProject(name, to: project)
      Narration.say("\(visible: export.name) is of project \(project)")
    }
  }
}
