import ControlText

/// Why a table can't be made.
package enum TableImportError: Error, Equatable, Sendable {
  /// Something has the name already.
  case nameTaken(String, isView: Bool, database: String)
  /// No table can have the name.
  case badName(String)
}

extension TableImportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nameTaken(let name, let isView, let database):
      "there is a \(isView ? "view" : "table") \(visible: name) already\(Self.place(database)); take another name: AS NAME in the "
        + "shell, --with NAME=FILE else"
    case .badName(let name):
      name.isEmpty
        ? "a table needs a name"
        : "\(visible: name) can't be a table's name: those that begin with sqlite_ are SQLite's"
    }
  }

  private static func place(_ database: String) -> String {
    switch database {
    case "main": " in the catalog"
    case "temp": " of this session"
    default: " in \(ControlText.visible(database))"
    }
  }
}
