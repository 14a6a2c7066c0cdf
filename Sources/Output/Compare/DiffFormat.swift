/// How a comparison is written.
package enum DiffFormat: String, CaseIterable, Sendable {
  /// For people: the summary in tables, details where asked.
  case table
  /// One object, see docs/diff.schema.json.
  case json
  /// One change a line, and the summary last.
  case jsonl
  /// The changes, with a header.
  case csv
  /// A comment for a merge request.
  case markdown
  /// A page by itself.
  case html

  /// Whether people read it, so that long lists are cut unless they say otherwise.
  var isForPeople: Bool { self == .table || self == .markdown || self == .html }
}
