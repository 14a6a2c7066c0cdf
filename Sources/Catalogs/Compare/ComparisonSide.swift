import ByteText
import SQLite

/// One of the two exports of a comparison, as its statements name it.
struct ComparisonSide {
  /// The names that other catalogs are attached as.
  enum Schema: String, CaseIterable {
    case old = "diff_old"
    case new = "diff_new"

    /// Detaches them where they are attached, and nothing holds them.
    static func detachAll(on connection: Connection) {
      for schema in allCases { try? connection.detach(schema.rawValue) }
    }
  }

  /// The schema that holds it: `main`, or the name of an attached catalog.
  var schema: String
  /// The catalog file, where it is another one than the connection's.
  var catalogPath: String?
  var exportID: Int64
  var name: String
  var projectID: Int64?
  var fileCount: Int
  /// The newest date in its files.
  var newestDate: String?

  /// The name as an expression of SQL.
  var quotedName: String {
    guard name.utf8.contains(0) else { return "'" + name.doubling("'") + "'" }
    // A statement's text ends at a NUL.
    return "(CAST(\(QueryValue.blob(Array(name.utf8))) AS TEXT))"
  }
}

/// What is compared.
struct ComparisonSides {
  let old: ComparisonSide
  let new: ComparisonSide
  /// Absence from NEW says nothing.
  let isPartial: Bool

  var projectsDiffer: Bool {
    guard let old = old.projectID, let new = new.projectID else { return false }
    return old != new
  }
}
