import Catalogs
import SQLite

/// Small things about text.
enum SQLText {
  /// Without white space at both ends.
  static func trimmed(_ text: some StringProtocol) -> String {
    var rest = text[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }

  /// A number with a comma between thousands, for reading.
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }

  /// Seconds as a person says them: `0.012 s`.
  static func seconds(_ duration: Duration) -> String {
    let milliseconds = duration / .milliseconds(1)
    let whole = Int64(milliseconds)
    let fraction = String(whole % 1000)
    return "\(whole / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction) s"
  }

  /// Parts a command's line at white space; quotes keep it, single or double, and make a value text.
  static func words(_ line: String) -> [Word] {
    var words: [Word] = []
    var current: Word?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { current?.text.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        current = current ?? Word()
        current?.isQuoted = true
      } else if character.isWhitespace {
        if let word = current { words.append(word) }
        current = nil
      } else {
        current = current ?? Word()
        current?.text.append(character)
      }
    }
    if let word = current { words.append(word) }
    return words
  }

  struct Word: Equatable {
    var text = ""
    /// Whether a part of it stood in quotes.
    var isQuoted = false

    /// The value that a word is for a parameter.
    func value(of text: String) -> QueryValue { isQuoted ? .text(text) : QueryValue(typed: text) }
  }
}
