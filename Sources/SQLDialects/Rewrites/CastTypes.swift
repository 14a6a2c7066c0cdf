/// The types in casts: `CAST(x AS TEXT)`.
struct CastTypes: Rewrite {
  /// By SQLite's name, in upper case.
  let types: [String: String]

  init(_ types: [String: String]) { self.types = types }

  func apply(to text: inout TokenText) {
    // For each open parenthesis, whether it is that of a CAST.
    var casts: [Bool] = []
    for position in text.positions {
      if text.isSign("(", position) { casts.append(text.word(position - 1) == "CAST") }
      if text.isSign(")", position) { _ = casts.popLast() }
      guard casts.last == true, text.word(position - 1) == "AS", text.isSign(")", position + 1),
        let type = types[text.word(position)]
      else { continue }
      text.replace(position, with: type)
    }
  }
}
