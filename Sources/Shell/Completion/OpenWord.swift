/// The word of a command's line that is being typed: the last one, with what was in quotes before it.
struct OpenWord: Equatable {
  /// The line before the word.
  let before: String
  /// The word without its quotes.
  private(set) var text = ""
  /// For each scalar of the word: how many bytes there are from its end to the end of the line.
  private var rests: [Int] = []
  /// For each scalar of the word: the quote that it stands in.
  private var quotes: [Unicode.Scalar?] = []
  /// How many bytes the word has.
  private var length = 0

  /// - Parameter line: from its start to the cursor.
  init(at line: String) {
    let line = line.unicodeScalars
    var start = line.startIndex
    var quote: Unicode.Scalar?
    var scalars: [(scalar: Unicode.Scalar, end: String.Index, quote: Unicode.Scalar?)] = []
    for index in line.indices {
      let scalar = line[index]
      let end = line.index(after: index)
      if scalar == quote {
        quote = nil
      } else if quote == nil, scalar == "'" || scalar == "\"" {
        quote = scalar
      } else if quote == nil, scalar.properties.isWhitespace {
        scalars = []
        start = end
      } else {
        scalars.append((scalar, end, quote))
      }
    }
    before = String(line[..<start])
    for (scalar, end, quote) in scalars {
      text.unicodeScalars.append(scalar)
      rests.append(String(line[end...]).utf8.count)
      quotes.append(quote)
    }
    length = String(line[start...]).utf8.count
  }

  /// The part of the word from a scalar on.
  func part(from start: Int) -> String { String(text.unicodeScalars.dropFirst(start)) }

  /// How many bytes there are from a scalar of the word to the end of the line, an opening quote before it included.
  func byteCount(from start: Int) -> Int { start > 0 ? rests[start - 1] : length }

  /// A text as it is typed in place of the end of the word.
  func quoted(_ text: String, from start: Int) -> String {
    guard start > 0, let quote = quotes[start - 1] else { return ShellWord.quoted(text) }
    return text.unicodeScalars.contains(quote) ? String(quote) + ShellWord.quoted(text) : text + String(quote)
  }
}
