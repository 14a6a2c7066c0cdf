/// The quotes around names: SQLite takes `"name"`, `` `name` `` and `[name]`. Where `"name"` is a text, it would not be
/// an error but a wrong answer.
struct QuotedNames: Rewrite {
  let quote: String

  init(by quote: String) { self.quote = quote }

  func apply(to text: inout TokenText) {
    for position in text.positions {
      guard let name = text.quotedName(position), !text.source(position).hasPrefix(quote) else { continue }
      text.replace(position, with: quote + name.replacing(quote, with: quote + quote) + quote)
    }
  }
}
