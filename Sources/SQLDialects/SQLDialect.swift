/// The SQL of another engine, as far as the saved queries need it: what is written otherwise there.
///
/// ```swift
/// SQLDialect.named("duckdb")?.adapt("SELECT CAST(:days AS TEXT)")  // SELECT CAST($days AS VARCHAR)
/// ```
///
/// A statement is adapted token by token and not parsed: it has to be in a form that needs no more than that. Strings,
/// names, comments and the layout stay as they are. A part that only SQLite runs has another way beside it, see
/// ``OtherWay``.
package struct SQLDialect: Sendable {
  /// What the command line calls it.
  package let name: String
  let rewrites: [any Rewrite]

  /// All of them. Another one is a file in Dialects, and a name here.
  package static let all = [spark, duckDB, postgreSQL]

  /// The dialect of a name; nil where there is none.
  package static func named(_ name: String) -> SQLDialect? { all.first { $0.name == name } }

  /// Writes a statement for this engine.
  ///
  /// - Parameters:
  ///   - sql: the statement, in SQLite's SQL.
  ///   - nullable: the names of parameters whose value can be NULL.
  package func adapt(_ sql: String, nullable: Set<String> = []) -> String {
    var text = TokenText(OtherWay.taken(in: sql), nullable: nullable)
    for rewrite in rewrites { rewrite.apply(to: &text) }
    return text.text
  }
}
