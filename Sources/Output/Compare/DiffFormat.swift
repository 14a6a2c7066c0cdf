/// How a comparison is written.
package enum DiffFormat: String, CaseIterable, Sendable {
  /// For people: the summary in tables, details where asked.
  case table
  /// The changes, one a row, with a header.
  case tsv
  case csv
  /// One object, see docs/diff.schema.json.
  case json
  /// One change a line, and the summary last.
  case jsonl
  /// A comment for a merge request.
  case markdown
  /// The changes, one value a line.
  case line
  /// The changes, values only.
  case list
  /// A page by itself.
  case html

  /// Whether people read it, so that long lists are cut unless they say otherwise.
  var isForPeople: Bool { self == .table || self == .markdown || self == .html }
}
