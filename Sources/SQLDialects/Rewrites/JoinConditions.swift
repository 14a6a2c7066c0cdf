/// `CROSS JOIN … ON` and `CROSS JOIN … USING` without `CROSS`, which is SQLite's way to fix the order of a join; elsewhere
/// a cross join has no condition.
struct JoinConditions: Rewrite {
  func apply(to text: inout TokenText) {
    for position in text.positions where text.word(position) == "CROSS" && text.word(position + 1) == "JOIN" {
      guard var next = end(ofSource: position + 2, in: text) else { continue }
      if text.word(next) == "AS" { next += 1 }
      if text.name(next) != nil { next += 1 }
      if ["ON", "USING"].contains(text.word(next)) { text.remove(position) }
    }
  }

  /// The position behind `(…)`, `table`, `schema.table` or `function(…)`.
  private func end(ofSource position: Int, in text: TokenText) -> Int? {
    if text.isSign("(", position) { return text.close(of: position).map { $0 + 1 } }
    guard text.name(position) != nil else { return nil }
    var next = position + 1
    if text.isSign(".", next) { next += 2 }
    return text.isSign("(", next) ? text.close(of: next).map { $0 + 1 } : next
  }
}
