import ArgumentParser
import Catalogs
import ControlText
import SQLite

struct RenameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Gives an export another name.",
    discussion: """
      latest and previous stand for the newest export and the one before it, and can't be names. An export that an \
      older version named so is renamed like any other.

      pressmark rename 2025-06-10 summer
      """)

  @Argument(help: "The export's name.", completion: .values(.export))
  var old: String

  @Argument(help: "Its name from now on.")
  var new: String

  @OptionGroup var catalogOptions: CatalogOptions

  func validate() throws { try ExportNameArgument.check(new) }

  func run() throws {
    try Failure.reported {
      let export = try catalogOptions.open(.readWrite).rename(old, to: new)
      Narration.say("\(visible: export.name) is named \(visible: new)")
    }
  }
}
