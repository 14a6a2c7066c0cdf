/// Functions that have another name, for the same arguments.
struct FunctionNames: Rewrite {
  /// By SQLite's name, in upper case.
  let names: [String: String]

  init(_ names: [String: String]) { self.names = names }

  func apply(to text: inout TokenText) {
    for position in text.positions {
      guard let name = names[text.word(position)], text.isSign("(", position + 1), !text.isSign(".", position - 1)
      else { continue }
      text.replace(position, with: name)
    }
  }
}
