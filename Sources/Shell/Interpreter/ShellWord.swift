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
  static func words(of line: String) -> [ShellWord] {
    var words: [ShellWord] = []
    var current: ShellWord?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { current?.text.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        current = current ?? ShellWord()
        current?.isQuoted = true
      } else if character.isWhitespace {
        if let word = current { words.append(word) }
        current = nil
      } else {
        current = current ?? ShellWord()
        current?.text.append(character)
      }
    }
    if let word = current { words.append(word) }
    return words
  }
}
