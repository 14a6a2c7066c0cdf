/// One thing that an engine writes otherwise than SQLite.
protocol Rewrite: Sendable {
  /// Notes what is to be written in place of a statement's tokens. Each rewrite sees the statement as it was.
  func apply(to text: inout TokenText)
}
