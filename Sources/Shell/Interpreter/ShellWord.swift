import Catalogs
import SQLite

/// A word of a command's line.
struct ShellWord: Equatable {
  var text = ""
  /// Whether a part of it was in quotes.
  var isQuoted = false

  /// The value that a part of the word is for a parameter: in quotes it is always text.
  func value(of text: String) -> QueryValue { isQuoted ? .text(text) : QueryValue(typed: text) }

  /// Splits a line at white space; quotes keep it, single or double, and make a value text.
  ///
  /// It goes by scalars: a combining mark after a quote would hide it in a character.
  static func words(of line: String) -> [ShellWord] {
    var words: [ShellWord] = []
    var current: ShellWord?
    var quote: Unicode.Scalar?
    for scalar in line.unicodeScalars {
      if let open = quote {
        if scalar == open { quote = nil } else { current?.text.unicodeScalars.append(scalar) }
      } else if scalar == "'" || scalar == "\"" {
        quote = scalar
        current = current ?? ShellWord()
        current?.isQuoted = true
      } else if scalar.properties.isWhitespace {
        if let word = current { words.append(word) }
        current = nil
      } else {
        current = current ?? ShellWord()
        current?.text.unicodeScalars.append(scalar)
      }
    }
    if let word = current { words.append(word) }
    return words
  }

  /// A text as a word that is read as this text: in quotes where it needs them.
  static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.isEmpty || scalars.contains(where: { $0.properties.isWhitespace || $0 == "'" || $0 == "\"" }) else {
      return text
    }
    guard scalars.contains("'") else { return "'\(text)'" }
    guard scalars.contains("\"") else { return "\"\(text)\"" }
    // Pieces in different quotes are one word.
    let pieces = scalars.split(separator: "'", omittingEmptySubsequences: false).map { String($0) }
    return pieces.map { "'\($0)'" }.joined(separator: "\"'\"")
  }
}
