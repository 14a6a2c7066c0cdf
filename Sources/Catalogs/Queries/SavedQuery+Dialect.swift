package import SQLDialects
import SQLite

extension SavedQuery {
  /// The whole text as another engine takes it; header and comments stay as they are.
  ///
  /// A saved query is in words that SQLite shares with these engines, but for what a ``SQLDialect`` knows. Words for
  /// exports such as `latest` are Pressmark's own: elsewhere, an export is given by its name.
  package func text(in dialect: SQLDialect) -> String {
    let nullable = parameters.filter { $0.defaultValue == .null }.map(\.name)
    return dialect.adapt(sql.hasSuffix("\n") ? sql : sql + "\n", nullable: Set(nullable))
  }
}
