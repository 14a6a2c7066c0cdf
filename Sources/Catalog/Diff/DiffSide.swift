/// One of the two exports of a comparison, as its statements name it.
struct DiffSide: Equatable {
  /// The schema that holds it: `main`, or the name of an attached catalog.
  var schema: String
  /// The catalog file, where it is another one than the connection's.
  var catalogPath: String?
  var exportID: Int64
  var name: String
  var projectID: Int64?
  var fileCount: Int

  /// The name as a literal of SQL.
  var quotedName: String {
    "'" + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
