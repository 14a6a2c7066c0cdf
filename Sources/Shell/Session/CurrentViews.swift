import Catalogs
import SQLite

/// The temporary views `current_files`, `current_annotations` and their like: the files, labels and so on of the export
/// that `.use` has chosen, or of the latest one.
///
/// Each has a counterpart in `schema.sql`, `latest_files` and so on, whose definition it takes.
struct CurrentViews {
  let connection: Connection

  /// A view, and what it selects from.
  private struct View {
    let name: String
    let base: String
    let latest: String
  }

  private static let prefix = "latest_"

  private static let all = SchemaText.current.entries.filter { $0.kind == .view && $0.name.hasPrefix(prefix) }.map {
    entry in
    let base = String(entry.name.dropFirst(prefix.count))
    let query = entry.sql.firstRange(of: "SELECT").map { String(entry.sql[$0.lowerBound...]) } ?? ""
    return View(name: "current_\(base)", base: base, latest: query)
  }

  /// Makes the views, in place of those for another export.
  ///
  /// - Parameter exportID: the chosen export; nil for the latest, whichever it will be when the view is used.
  /// - Returns: the names that somebody has given to something else, which stays as it is.
  func make(exportID: Int64?) throws -> [String] {
    var bases: Set<String> = []
    var theirs: Set<String> = []
    var ours: Set<String> = []
    let objects = try connection.rows(
      """
      SELECT 0, lower(name), type, sql FROM main.sqlite_master
      UNION ALL SELECT 1, lower(name), type, sql FROM sqlite_temp_master
      """)
    for object in objects {
      guard let name = object[1].text else { continue }
      bases.insert(name)
      guard let view = Self.all.first(where: { $0.name == name }) else { continue }
      let isOurs = object[0] == 1 && object[2] == "view" && object[3].text?.hasPrefix(Self.beginning(of: view)) == true
      if isOurs { ours.insert(name) } else { theirs.insert(name) }
    }
    for view in Self.all where bases.contains(view.base) && !theirs.contains(view.name) {
      if ours.contains(view.name) { try connection.run("DROP VIEW temp.\(view.name)") }
      let query = exportID.map { "SELECT * FROM \(view.base)\nWHERE export_id = \($0)" } ?? view.latest
      try connection.run("CREATE TEMP VIEW \(view.name) AS \(query)")
    }
    return theirs.sorted()
  }

  /// How the statement begins that SQLite keeps of a view of ours.
  private static func beginning(of view: View) -> String { "CREATE VIEW \(view.name) AS SELECT * FROM \(view.base)\n" }
}
