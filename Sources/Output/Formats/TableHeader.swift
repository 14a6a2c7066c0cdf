import DisplayWidth

/// A column's name in the room that its values leave: on one line, on two, or shortened.
enum TableHeader {
  /// Names longer than this are shortened and not divided.
  private static let longest = 120

  /// The width that a name needs where it may go over two lines.
  ///
  /// - Parameter most: what is enough in any case, because a name that is still wider is shortened.
  static func leastWidth(of name: ShownValue, atMost most: Int) -> Int {
    guard name.width <= longest else { return most }
    return min(most, halves(of: name).map { max($0.width, $1.width) }.min() ?? name.width, name.width)
  }

  /// The lines of a name.
  ///
  /// - Parameters:
  ///   - width: the room.
  ///   - ellipsis: what stands for what is left out.
  static func lines(of name: ShownValue, in width: Int, ellipsis: String) -> [(text: String, width: Int)] {
    guard name.width > width else { return [(name.text, name.width)] }
    if name.width <= longest {
      let best = halves(of: name).min { max($0.0.width, $0.1.width) < max($1.0.width, $1.1.width) }
      if let (first, second) = best, first.width <= width, second.width <= width {
        return [(first.text, first.width), (second.text, second.width)]
      }
    }
    return [name.cut(to: width, ellipsis: ellipsis)]
  }

  /// A name divided after each sign between its words.
  private static func halves(of name: ShownValue) -> [(ShownValue, ShownValue)] {
    let text = name.text
    return text.indices.dropLast().compactMap { index in
      guard "_ -.,(/".contains(text[index]) else { return nil }
      let second = text[text.index(after: index)...]
      let first = text[...index]
      return (ShownValue(String(text[index] == " " ? first.dropLast() : first)), ShownValue(String(second)))
    }
  }
}
