import ByteText
import ControlText

extension CompareFault {
  /// What people read; nil where SQLite's own words for the code are shown.
  var message: String? {
    switch self {
    case .usage: "usage: \(CompareTable.usage)"
    case .noName(let isDatabase):
      "compare: the name of \(isDatabase ? "the database" : "an export") is NULL; usage: \(CompareTable.usage)"
    case .noExport(let name, let known):
      known.isEmpty
        ? "compare: there is no export \(Self.shown(name)): the catalog is empty"
        : "compare: there is no export \(Self.shown(name)); " + Self.meant(name, known)
    case .wordIsName(let name):
      "compare: \(visible: name) stands for an export, but there is one of that name; rename it first"
    case .noCatalog(let database):
      "compare: the database \(Self.shown(database)) has no tables exports and files as a catalog has them"
    case .badValue(let column, let fileID):
      "compare: the catalog holds a value in files.\(column) that no import stores"
        + (fileID.map { ", in the file \(visible: $0)" } ?? "")
    case .repeatedFile(let id): "compare: an export has the file \(visible: id) twice"
    case .tooManyFiles: "compare: an export has too many files"
    case .withinItself: "compare: it can't be used by the tables that it reads"
    case .changed: "compare: the catalog was changed while it was read"
    case .outOfMemory, .sqlite: nil
    }
  }

  private static func shown(_ name: String) -> String { name.isEmpty ? "''" : "\(visible: name)" }

  private static func meant(_ name: String, _ known: [String]) -> String {
    let nearest = NearestNames.find(name, among: known)
    guard nearest.isEmpty else {
      return "did you mean \(nearest.map { "\(visible: $0)" }.joined(separator: " or "))?"
    }
    let shown = known.prefix(10).map { "\(visible: $0)" }
    return "there are \(shown.joined(separator: ", "))\(known.count > shown.count ? ", …" : "")"
  }
}
