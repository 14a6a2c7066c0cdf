/// How many columns text takes in a terminal.
///
/// Every cluster of scalars that is drawn as one picture counts once: combining marks add nothing, East Asian wide and
/// fullwidth characters and emoji take two columns, and so does an emoji joined from several (a family, a flag, a skin
/// tone) or selected by a variation selector. Control characters count nothing: escape them before printing.
///
/// ```swift
/// DisplayWidth.of("café")    // 4
/// DisplayWidth.of("日本")     // 4
/// DisplayWidth.of("👩‍👩‍👧")      // 2
/// ```
///
/// See <https://www.unicode.org/reports/tr11/> (East Asian width) and <https://www.unicode.org/reports/tr51/> (emoji).
package enum DisplayWidth {
  /// The columns of a string.
  package static func of(_ text: some StringProtocol) -> Int {
    if let width = text.utf8.withContiguousStorageIfAvailable({ of(utf8: UnsafeRawBufferPointer($0)) }) {
      return width
    }
    var copy = String(text)
    return copy.withUTF8 { of(utf8: UnsafeRawBufferPointer($0)) }
  }

  /// The columns of one grapheme cluster.
  package static func of(_ character: Character) -> Int {
    var measure = ClusterMeasure()
    var width = 0
    for scalar in character.unicodeScalars {
      width += measure.columns(addedBy: scalar.value)
    }
    return width
  }

  /// The columns of text in memory as UTF-8. No string is made.
  ///
  /// - Parameter bytes: the text; each malformed sequence counts one column, as a replacement character.
  package static func of(utf8 bytes: UnsafeRawBufferPointer) -> Int {
    let plain = printableASCIIPrefix(bytes)
    if plain == bytes.count { return plain }
    // The last plain byte can be the base of what follows, so it is measured again.
    var position = max(0, plain - 1)
    var width = position
    var measure = ClusterMeasure()
    while position < bytes.count {
      let scalar = decodeUTF8(bytes, at: position)
      width += measure.columns(addedBy: scalar.value)
      position += scalar.length
    }
    return width
  }

  /// The longest prefix of a text in UTF-8 that fits into a number of columns. Clusters are not split.
  ///
  /// - Parameters:
  ///   - bytes: the text. Only as much of it is read as fits.
  ///   - columns: the room, in columns.
  /// - Returns: the length of the prefix in bytes, and its width in columns.
  package static func prefix(
    ofUTF8 bytes: UnsafeRawBufferPointer, fitting columns: Int
  ) -> (length: Int, width: Int) {
    var position = 0
    var width = 0
    var cluster = (start: 0, widthBefore: 0)
    var measure = ClusterMeasure()
    while position < bytes.count {
      let scalar = decodeUTF8(bytes, at: position)
      let added = measure.columns(addedBy: scalar.value)
      if measure.startsCluster { cluster = (position, width) }
      if width + added > columns { return (cluster.start, cluster.widthBefore) }
      width += added
      position += scalar.length
    }
    return (position, width)
  }

  /// The longest prefix of a string that fits into a number of columns. Clusters are not split.
  ///
  /// ```swift
  /// DisplayWidth.prefix(of: "日本語", fitting: 5)   // "日本"
  /// ```
  package static func prefix(of text: String, fitting columns: Int) -> Substring {
    var copy = text
    let length = copy.withUTF8 { prefix(ofUTF8: UnsafeRawBufferPointer($0), fitting: columns).length }
    return text[..<text.utf8.index(text.startIndex, offsetBy: length)]
  }

  /// The number of printable ASCII bytes at the start, checked a word at a time.
  private static func printableASCIIPrefix(_ bytes: UnsafeRawBufferPointer) -> Int {
    var position = 0
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    while position + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      // A top bit is set for a byte over 0x7F, under 0x20 or equal to 0x7F (or, harmlessly, beside such a byte).
      let suspects = word | (word &- ones &* 0x20) | (word &+ ones)
      if suspects & tops != 0 { break }
      position += 8
    }
    while position < bytes.count, bytes[position] >= 0x20, bytes[position] < 0x7F {
      position += 1
    }
    return position
  }
}
