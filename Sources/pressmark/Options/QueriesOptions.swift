import ArgumentParser
import Catalogs
import Output

/// Where the user's own saved queries are.
struct QueriesOptions: ParsableArguments {
  @Option(
    name: .customLong("queries"),
    help: ArgumentHelp(
      "A folder of saved queries, which add to the built-in ones and your own (in $XDG_DATA_HOME/pressmark/queries) and override them; else $PRESSMARK_QUERIES.",
      valueName: "folder"),
    completion: .values(.folder))
  var folder: String?

  /// The folder that is named, if there is one.
  var path: String? { folder ?? Arguments.path(inVariable: "PRESSMARK_QUERIES") }

  /// Reads the queries.
  ///
  /// - Parameter warns: whether to say which files are left out, where all queries are wanted.
  func load(warns: Bool = false) throws -> SavedQueries {
    let queries = try SavedQueries(folders: OwnQueries.folders(own: OwnQueries.folder, named: path))
    if warns {
      for fault in queries.faults {
        Narration.warn(OutputMessages.warning(of: fault))
      }
    }
    return queries
  }
}
