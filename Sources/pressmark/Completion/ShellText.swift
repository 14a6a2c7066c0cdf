import ControlText

/// A command line as bash and zsh read it, up to the cursor: its words without their quotes.
struct ShellText {
  /// What the cursor is within.
  enum Quote: Equatable {
    case none
    /// `'…`
    case single
    /// `"…`
    case double
    /// `$'…`
    case escapes
  }

  /// The words; the last one is at the cursor, and may be empty.
  private(set) var words: [String] = []
  /// Which quote is open at the end.
  private(set) var quote = Quote.none
  /// Where the last word begins, in bytes.
  private(set) var start = 0
  /// Whether the last word is the file of `>` or `<`.
  private(set) var isRedirection = false

  init(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    var word: [UInt8] = []
    var isInWord = false
    var index = 0
    var isTarget = false
    func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }
    func endWord() {
      if isInWord, !isTarget { words.append(String(decoding: word, as: UTF8.self)) }
      if isInWord { isTarget = false }
      word = []
      isInWord = false
    }
    func begin() {
      if !isInWord { start = index }
      isInWord = true
    }
    while index < bytes.count {
      let next = bytes[index]
      switch (quote, next) {
      case (.none, UInt8(ascii: " ")), (.none, UInt8(ascii: "\t")), (.none, UInt8(ascii: "\n")): endWord()
      case (.none, UInt8(ascii: ">")), (.none, UInt8(ascii: "<")):
        // The number of a descriptor belongs to the sign.
        if isInWord, word.allSatisfy({ (0x30...0x39).contains($0) }) { (word, isInWord) = ([], false) }
        endWord()
        isTarget = true
      case (.none, UInt8(ascii: ";")), (.none, UInt8(ascii: "|")), (.none, UInt8(ascii: "&")):
        endWord()
        words = []
        isTarget = false
      case (.none, UInt8(ascii: "'")):
        begin()
        quote = .single
      case (.none, UInt8(ascii: "\"")):
        begin()
        quote = .double
      case (.none, UInt8(ascii: "$")) where byte(index + 1) == UInt8(ascii: "'"):
        begin()
        quote = .escapes
        index += 1
      case (.none, UInt8(ascii: "\\")):
        begin()
        index += 1
        if index < bytes.count { word.append(bytes[index]) }
      case (.single, UInt8(ascii: "'")), (.double, UInt8(ascii: "\"")), (.escapes, UInt8(ascii: "'")): quote = .none
      case (.double, UInt8(ascii: "\\")) where "\"\\$`".utf8.contains(byte(index + 1)):
        index += 1
        word.append(bytes[index])
      case (.escapes, UInt8(ascii: "\\")):
        let (value, length) = Self.escape(bytes[(index + 1)...])
        word += value
        index += length
      default:
        begin()
        word.append(next)
      }
      index += 1
    }
    if !isInWord { start = bytes.count }
    isRedirection = isTarget
    words.append(String(decoding: word, as: UTF8.self))
  }

  /// What an escape within `$'…'` stands for, and how many bytes it has.
  private static func escape(_ rest: ArraySlice<UInt8>) -> (value: [UInt8], length: Int) {
    guard let first = rest.first else { return ([], 0) }
    let simple: [UInt8: UInt8] = [
      UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "e"): 27, UInt8(ascii: "a"): 7,
      UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "v"): 11,
    ]
    if let byte = simple[first] { return ([byte], 1) }
    let octal = rest.prefix(3).prefix { (0x30...0x37).contains($0) }
    if !octal.isEmpty { return ([UInt8(truncatingIfNeeded: octal.reduce(0) { $0 * 8 + Int($1 - 0x30) })], octal.count) }
    let (digits, most): (ArraySlice<UInt8>, Int)
    switch first {
    case UInt8(ascii: "x"): (digits, most) = (rest.dropFirst().prefix(2), 2)
    case UInt8(ascii: "u"): (digits, most) = (rest.dropFirst().prefix(4), 4)
    default: return ([first], 1)
    }
    let text = String(decoding: digits.prefix { Character(Unicode.Scalar($0)).isHexDigit }, as: UTF8.self)
    guard let number = UInt32(text, radix: 16) else { return ([first], 1) }
    if most == 2 { return ([UInt8(truncatingIfNeeded: number)], 1 + text.utf8.count) }
    let scalar = Unicode.Scalar(number).map { String($0) } ?? ""
    return (Array(scalar.utf8), 1 + text.utf8.count)
  }
}

extension ShellText.Quote {
  /// A text as it is typed where this quote is open.
  func escaped(_ text: String) -> String {
    var escaped = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      escaped += self.escaped(scalar, after: previous)
      previous = scalar
    }
    return escaped
  }

  private func escaped(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> String {
    if ControlText.isControl(scalar, after: previous) {
      let codes = String(scalar).utf8.map { byte in
        let octal = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - octal.count) + octal
      }.joined()
      switch self {
      case .none: return "$'\(codes)'"
      case .single: return "'$'\(codes)''"
      case .double: return "\"$'\(codes)'\""
      case .escapes: return codes
      }
    }
    let character = String(scalar)
    switch self {
    case .none:
      let isPlain = !scalar.isASCII || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      return isPlain || "_./-+:@,%=".unicodeScalars.contains(scalar) ? character : "\\" + character
    case .single: return scalar == "'" ? "'\\''" : character
    case .double:
      // Within double quotes nothing keeps bash from reading an exclamation mark as history.
      if scalar == "!" { return "\"'!'\"" }
      return "\"\\$`".unicodeScalars.contains(scalar) ? "\\" + character : character
    case .escapes: return "'\\".unicodeScalars.contains(scalar) ? "\\" + character : character
    }
  }
}
