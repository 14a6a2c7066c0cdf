/// Where NULL stands in an order: in SQLite it is smaller than all values. Where an engine has it elsewhere, it is said
/// after each key of an `ORDER BY` that does not say it itself.
struct NullOrder: Rewrite {
  enum Direction { case ascending, descending }

  /// The directions in which the engine has NULL elsewhere.
  let said: Set<Direction>

  init(_ said: Set<Direction>) { self.said = said }

  func apply(to text: inout TokenText) {
    for position in text.positions where text.word(position) == "ORDER" && text.word(position + 1) == "BY" {
      var start = position + 2
      while let end = end(ofKey: start, in: text) {
        say(from: start, to: end, in: &text)
        guard text.isSign(",", end) else { break }
        start = end + 1
      }
    }
  }

  private func say(from start: Int, to end: Int, in text: inout TokenText) {
    guard !(["FIRST", "LAST"].contains(text.word(end - 1)) && text.word(end - 2) == "NULLS") else { return }
    let direction = text.word(end - 1) == "DESC" ? Direction.descending : .ascending
    guard said.contains(direction) else { return }
    text.insert(direction == .ascending ? " NULLS FIRST" : " NULLS LAST", after: end - 1)
  }

  /// The position behind a key; nil where there is no key.
  private func end(ofKey start: Int, in text: TokenText) -> Int? {
    var position = start
    while position < text.positions.upperBound {
      if text.isSign("(", position) {
        guard let close = text.close(of: position) else { return nil }
        position = close
      } else if text.isSign(among: ",);", position) || position > start && isEnd(position, in: text) {
        break
      }
      position += 1
    }
    return position > start ? position : nil
  }

  private func isEnd(_ position: Int, in text: TokenText) -> Bool {
    switch text.word(position) {
    case "LIMIT", "UNION", "INTERSECT", "EXCEPT": true
    // A column can be called so: groups DESC.
    case "ROWS", "RANGE", "GROUPS":
      ["BETWEEN", "UNBOUNDED", "CURRENT"].contains(text.word(position + 1)) || text.isNumber(position + 1)
    default: false
    }
  }
}
