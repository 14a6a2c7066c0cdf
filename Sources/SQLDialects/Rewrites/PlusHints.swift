/// The sign in `+name`, by which SQLite passes over an index: elsewhere a text can have no sign, or becomes a number.
struct PlusHints: Rewrite {
  func apply(to text: inout TokenText) {
    for position in text.positions where text.isSign("+", position) && text.name(position + 1) != nil {
      let isSign =
        position == text.positions.lowerBound || text.isSign(among: "(,=<>+-*/%|", position - 1)
        || Self.leading.contains(text.word(position - 1))
      if isSign { text.remove(position) }
    }
  }

  /// Words that an operand follows.
  private static let leading: Set<String> = [
    "ALL", "AND", "BETWEEN", "BY", "CASE", "DISTINCT", "ELSE", "GLOB", "HAVING", "IN", "IS", "LIKE", "NOT", "ON", "OR",
    "SELECT", "THEN", "WHEN", "WHERE",
  ]
}
