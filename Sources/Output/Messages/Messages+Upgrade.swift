package import Catalogs
import ControlText

extension OutputMessages {
  /// Says that a catalog of an older version was brought up to date.
  package static func upgraded(_ path: String, _ upgrade: SchemaUpgrade) -> String {
    var text =
      "\(visible: path) was of version \(upgrade.from) and is of version \(Catalog.schemaVersion) now; older Pressmarks can't open it"
    if !upgrade.takenNames.isEmpty {
      text += "\nyour own \(list(upgrade.takenNames)) \(upgrade.takenNames.count == 1 ? "stays" : "stay")"
      text += " in place of the view or index of this name that comes with it"
    }
    return text
  }
}
