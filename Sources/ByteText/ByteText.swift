// Text that is data is compared as bytes. Swift's own `==` and `<` take composed and decomposed Unicode as equal, which
// would miss a change, or take two names for one.

extension StringProtocol {
  /// Whether two texts are the same byte for byte.
  ///
  /// ```swift
  /// "caf\u{E9}" == "cafe\u{301}"              // true
  /// "caf\u{E9}".hasSameBytes(as: "cafe\u{301}")  // false
  /// ```
  package func hasSameBytes(as other: some StringProtocol) -> Bool {
    let (left, right) = (utf8, other.utf8)
    return left.count == right.count && left.elementsEqual(right)
  }

  /// Whether a text comes before another one, byte by byte: the order of SQLite's collation `BINARY`.
  package func isBeforeInBytes(_ other: some StringProtocol) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}

extension StringProtocol {
  /// The text with every occurrence of a character doubled, as SQL writes a quote within quotes.
  ///
  /// It works on scalars: a quote and the combining mark after it are one `Character` in Swift, but still a quote to
  /// SQLite.
  ///
  /// ```swift
  /// "O'Brien".doubling("'")  // O''Brien
  /// ```
  package func doubling(_ quote: Unicode.Scalar) -> String {
    var result = ""
    for scalar in unicodeScalars {
      result.unicodeScalars.append(scalar)
      if scalar == quote { result.unicodeScalars.append(scalar) }
    }
    return result
  }
}

extension Optional where Wrapped: StringProtocol {
  /// Whether two texts are the same byte for byte, or both are missing.
  package func hasSameBytes(as other: Wrapped?) -> Bool {
    switch (self, other) {
    case (nil, nil): true
    case (let left?, let right?): left.hasSameBytes(as: right)
    default: false
    }
  }
}

extension Sequence where Element: StringProtocol {
  /// Whether a text is among these, byte for byte.
  package func containsBytes(of text: some StringProtocol) -> Bool {
    contains { $0.hasSameBytes(as: text) }
  }
}

extension Sequence where Element == String {
  /// The texts in the order of their bytes.
  package func sortedByBytes() -> [String] { sorted { $0.isBeforeInBytes($1) } }
}

/// A text that is equal, ordered and hashed by its bytes, as a key of sets and dictionaries.
///
/// ```swift
/// Set(["caf\u{E9}", "cafe\u{301}"].map(ByteString.init)).count  // 2
/// ```
public struct ByteString: Hashable, Comparable, Sendable {
  /// The text itself.
  public let text: String

  /// Makes a key of a text.
  public init(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    self.text = text
  }

  /// Whether two texts have the same bytes.
  public static func == (left: Self, right: Self) -> Bool { left.text.hasSameBytes(as: right.text) }

  /// Whether a text comes before another one, byte by byte.
  public static func < (left: Self, right: Self) -> Bool { left.text.isBeforeInBytes(right.text) }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    // The initializer made the text contiguous, so the loop below is not reached.
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    if isDone == nil {
      for byte in text.utf8 { hasher.combine(byte) }
    }
  }
}

extension ByteString: CustomStringConvertible {
  /// The text itself.
  public var description: String { text }
}
