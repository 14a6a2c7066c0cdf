/// The tables that a statement's queries read, by the name that each query has for them.
///
/// An alias means one table in one query, and another one in the next: it is looked up where it is used, and outwards
/// from there.
struct TableSources {
  private struct Source {
    var position: Int
    var alias: String
    /// Nil for a subquery or a function.
    var table: String?
  }

  private struct Query {
    var parent: Int?
    var sources: [Source] = []
  }

  /// What a parenthesis interrupts.
  private struct Frame {
    var query: Int
    var isInFrom: Bool
    /// Whether the parenthesis is a source itself.
    var isSource: Bool
  }

  private var queries = [Query()]
  /// The query of each position.
  private var queryAt: [Int] = []
  /// Names that `WITH` gives: what they mean is no table.
  private var given: Set<String> = []

  init(_ text: TokenText) {
    var query = 0
    var isInFrom = false
    var frames: [Frame] = []
    /// Parentheses that are a source: subqueries, and arguments of a function.
    var sourceParentheses: Set<Int> = []
    for position in text.positions {
      queryAt.append(query)
      let word = text.word(position)
      switch word {
      case "FROM", "JOIN": isInFrom = true
      case "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "WINDOW": isInFrom = false
      case "UNION", "INTERSECT", "EXCEPT":
        queries.append(Query(parent: queries[query].parent))
        (query, isInFrom) = (queries.count - 1, false)
      case "AS": if let name = Self.nameGiven(text, before: position) { given.insert(name) }
      default: break
      }
      if word == "FROM" || word == "JOIN" || isInFrom && text.isSign(",", position) {
        if text.isSign("(", position + 1) {
          sourceParentheses.insert(position + 1)
        } else if let source = Self.source(text, at: position + 1) {
          if text.isSign("(", source.end) {
            sourceParentheses.insert(source.end)
          } else {
            let alias = Self.alias(text, at: source.end) ?? source.table
            queries[query].sources.append(Source(position: position + 1, alias: alias, table: source.table))
          }
        }
      }
      if text.isSign("(", position) {
        frames.append(Frame(query: query, isInFrom: isInFrom, isSource: sourceParentheses.contains(position)))
        isInFrom = false
        if ["SELECT", "WITH", "VALUES"].contains(text.word(position + 1)) {
          queries.append(Query(parent: query))
          query = queries.count - 1
        }
      }
      if text.isSign(")", position), let frame = frames.popLast() {
        (query, isInFrom) = (frame.query, frame.isInFrom)
        if frame.isSource {
          let alias = Self.alias(text, at: position + 1) ?? ""
          queries[query].sources.append(Source(position: position, alias: alias))
        }
      }
    }
  }

  /// The table that an alias means at a position; nil where it is no table, or not known.
  func table(_ alias: String, at position: Int) -> String? {
    var next: Int? = queryAt[position]
    while let query = next {
      if let source = queries[query].sources.first(where: { $0.alias == alias }) { return plain(source.table) }
      next = queries[query].parent
    }
    return nil
  }

  /// The tables of a position's query that stand before it, in order; nil for what is no table.
  func tables(before position: Int) -> [String?] {
    queries[queryAt[position]].sources.filter { $0.position < position }.map { plain($0.table) }
  }

  private func plain(_ table: String?) -> String? { table.flatMap { given.contains($0) ? nil : $0 } }

  /// `table` or `schema.table`, and where it ends.
  private static func source(_ text: TokenText, at position: Int) -> (table: String, end: Int)? {
    guard let first = text.name(position) else { return nil }
    if text.isSign(".", position + 1), let second = text.name(position + 2) { return (second, position + 3) }
    return (first, position + 1)
  }

  private static func alias(_ text: TokenText, at position: Int) -> String? {
    text.name(text.word(position) == "AS" ? position + 1 : position)
  }

  /// The name in `name AS (SELECT` or `name(columns) AS MATERIALIZED (SELECT`, before the position of AS.
  private static func nameGiven(_ text: TokenText, before position: Int) -> String? {
    var next = position + 1
    while ["NOT", "MATERIALIZED"].contains(text.word(next)) { next += 1 }
    guard text.isSign("(", next), ["SELECT", "WITH", "VALUES"].contains(text.word(next + 1)) else { return nil }
    guard text.isSign(")", position - 1) else { return text.name(position - 1) }
    var start = position - 1
    while start > 0, !text.isSign("(", start) { start -= 1 }
    return text.name(start - 1)
  }
}
