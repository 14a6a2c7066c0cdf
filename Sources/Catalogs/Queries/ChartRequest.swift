import SQLText

/// The kind of a chart.
package enum ChartType: String, CaseIterable, Sendable {
  /// A bar for each label; several amounts stand below each other.
  case bar
  /// A bar for each label, made of parts.
  case stacked
  /// Amounts along an axis that is in order, such as days.
  case line
  /// How often the numbers of a column fall into which range.
  case histogram
}

/// What a chart should show, as the header of a saved query or a person says it. What is left open is chosen by what the
/// columns hold.
///
/// ```sql
/// -- chart: bar name uses by status
/// -- chart: stacked day images videos other
/// ```
package struct ChartRequest: Equatable, Sendable {
  /// A word as it was written.
  package struct Word {
    package var text: String
    /// Whether it stood in quotes, and is a column's name whatever it says.
    package var isQuoted: Bool

    package init(text: String, isQuoted: Bool = false) {
      self.text = text
      self.isQuoted = isQuoted
    }
  }

  package var type: ChartType?
  /// The column of the labels; the column of a histogram.
  package var x: String?
  /// The columns of the amounts.
  package var y: [String]
  /// The column that divides the amounts.
  package var series: String?
  /// Whether the first column was written where a type could stand.
  package var mayBeType = false

  package init(type: ChartType? = nil, x: String? = nil, y: [String] = [], series: String? = nil) {
    self.type = type
    self.x = x
    self.y = y
    self.series = series
  }

  /// Whether it says nothing.
  package var isEmpty: Bool { type == nil && x == nil && y.isEmpty && series == nil }

  /// Reads `[TYPE] [X Y…] [by SERIES]`.
  package init(_ words: [Word]) throws(ChartFault) {
    var words = words[...]
    if let first = words.first, !first.isQuoted, let type = ChartType(rawValue: first.text.lowercased()) {
      self.init(type: type)
      words.removeFirst()
    } else {
      self.init()
      mayBeType = words.first?.isQuoted == false
    }
    if let by = words.firstIndex(where: { !$0.isQuoted && $0.text.lowercased() == "by" }) {
      let after = words[(by + 1)...]
      guard after.count == 1, let column = after.first else { throw ChartFault(.series(after.map(\.text))) }
      series = column.text
      words = words[..<by]
    }
    x = words.first?.text
    y = words.dropFirst().map(\.text)
    try check()
  }

  /// Reads the line of a header, without `chart:`.
  init(header text: Substring) throws(ChartFault) {
    let words = Self.words(of: text)
    do throws(ChartFault) {
      guard let first = words.first, ChartType(rawValue: first.text.lowercased()) != nil else {
        throw ChartFault(.unknownType(words.first?.text ?? ""))
      }
      try self.init(words)
    } catch {
      throw ChartFault(error.reason, isInHeader: true)
    }
  }

  /// - Throws: what no result could give.
  package func check() throws(ChartFault) {
    if type == .histogram, series != nil || y.count + (x == nil ? 0 : 1) > 1 { throw ChartFault(.histogramOfSeveral) }
    if series != nil, y.count > 1 { throw ChartFault(.seriesOfSeveral) }
  }

  /// Divides a line at blanks; double quotes keep them.
  private static func words(of text: Substring) -> [Word] {
    var words: [Word] = []
    var rest = text.trimmed
    while let first = rest.first {
      if first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") {
        words.append(Word(text: String(rest[rest.index(after: rest.startIndex)..<end]), isQuoted: true))
        rest = rest[rest.index(after: end)...].trimmed
      } else {
        let word = rest.prefix { !$0.isWhitespace }
        words.append(Word(text: String(word)))
        rest = rest[word.endIndex...].trimmed
      }
    }
    return words
  }
}
