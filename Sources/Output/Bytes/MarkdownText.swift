import ControlText

/// Text within Markdown.
enum MarkdownText {
  /// The place of a text, which decides what has a meaning there.
  enum Place {
    /// In a paragraph or a heading.
    case line
    /// In a cell of a table, where the text is visible already. An underscore within a word, and quotes, stay.
    case cell
  }

  /// The text on one line, with backslashes and entities in place of what Markdown would read as its own.
  static func escaped(_ text: String, in place: Place = .line) -> String {
    let text = place == .line ? ControlText.visible(text) : text
    guard text.utf8.contains(where: { "\\`*_[]<>|~&\"#".utf8.contains($0) }) else { return text }
    var result = ""
    // Scalar by scalar, as readers of Markdown see them, because a mark can combine with them.
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "_" where place == .cell && isWithinWord(index, of: scalars): result += "_"
      case "#" where place == .cell, "\"" where place == .cell: result.unicodeScalars.append(scalar)
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#": result += "\\\(scalar)"
      default: result += HTMLText.entity(scalar) ?? String(scalar)
      }
    }
    return result
  }

  private static func isWithinWord(_ index: Int, of scalars: [Unicode.Scalar]) -> Bool {
    index > 0 && index + 1 < scalars.count && isWord(scalars[index - 1]) && isWord(scalars[index + 1])
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
  }
}
