package import Catalogs
import ControlText

extension OutputMessages {
  /// Says that a catalog of an older version was brought up to date.
  package static func upgraded(_ path: String, _ upgrade: SchemaUpgrade) -> String {
    upgraded(path, from: upgrade.from)
      + (upgrade.takenNames.isEmpty ? "" : "\n" + takenNames(upgrade.takenNames))
  }

  /// Says that a catalog is of today's version now.
  package static func upgraded(_ path: String, from version: Int) -> String {
    "\(visible: path) was of version \(version) and is of version \(Catalog.schemaVersion) now; older Pressmarks can't open it"
  }

  /// Says which names somebody has given to something else.
  package static func takenNames(_ names: [String]) -> String {
    names.count == 1
      ? "your own \(list(names)) stays in place of what comes with it by this name"
      : "your own \(list(names)) stay in place of what comes with them by these names"
  }

  /// Says how far bringing a catalog up to date is.
  package static func upgrading(_ path: String, _ progress: UpgradeProgress, seconds: Int) -> String {
    let step =
      switch progress {
      case .compacting, .compacted: "its file is being written anew"
      case .changing: "tables and views are being changed"
      case .indexing(let name, let number, let count): "making the index \(visible: name), \(number) of \(count)"
      case .analysing: "making statistics"
      case .committing: "writing to disk"
      }
    return "\(visible: path) is brought up to date: \(step) … \(seconds) s"
  }
}

extension ProgressLine {
  /// Shows how far bringing a catalog up to date is.
  package func show(_ progress: UpgradeProgress, of path: String) {
    tick { OutputMessages.upgrading(path, progress, seconds: $0) }
  }
}
