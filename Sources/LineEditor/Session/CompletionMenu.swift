import DisplayWidth

/// The list of candidates below the text, while Tab cycles through them.
struct CompletionMenu {
  let candidates: [CompletionResult.Candidate]
  /// Where the part that the candidates replace begins, in characters.
  let start: Int
  /// That part before the first candidate was inserted, and the length of what is there now.
  let original: String
  var insertedLength: Int
  private(set) var selection: Int?

  private static let mostRows = 10
  private static let gap = 2

  init(candidates: [CompletionResult.Candidate], start: Int, original: String) {
    self.candidates = candidates
    self.start = start
    self.original = original
    insertedLength = original.count
  }

  var selected: CompletionResult.Candidate? {
    selection.map { candidates[$0] }
  }

  /// Selects the next candidate, or the one before.
  mutating func turn(by step: Int) {
    guard let current = selection else {
      selection = step > 0 ? 0 : candidates.count - 1
      return
    }
    selection = (current + step + candidates.count) % candidates.count
  }

  /// The page of the list that holds the selection, in columns that are read downwards.
  func rows(in window: WindowSize) -> [Row] {
    let widths = candidates.map { DisplayWidth.of($0.display) }
    let displayWidth = widths.max() ?? 0
    let noteWidth = candidates.map { DisplayWidth.of($0.note) }.max() ?? 0
    let itemWidth = displayWidth + (noteWidth > 0 ? noteWidth + Self.gap : 0)
    let columns = max(1, (window.columns + Self.gap) / (itemWidth + Self.gap))
    let neededRows = (candidates.count + columns - 1) / columns
    let shownRows = max(1, min(neededRows, Self.mostRows, window.rows / 2))

    let pageSize = shownRows * columns
    let pageStart = (selection ?? 0) / pageSize * pageSize
    let page = pageStart..<min(pageStart + pageSize, candidates.count)
    // The last page may need fewer columns, but keeps its rows.
    let rowCount = min(shownRows, page.count)
    var rows = (0..<rowCount).map { row in
      let items = stride(from: page.lowerBound + row, to: page.upperBound, by: rowCount)
      let texts = items.map { index in
        item(index, isLast: index + rowCount >= page.upperBound, displayWidth, itemWidth, displayed: widths[index])
      }
      return Row(texts.reduce(StyledText(""), +), fitting: window.columns)
    }
    let hidden = candidates.count - page.count
    if hidden > 0 {
      rows.append(Row(StyledText(EditorMessages.more(hidden), style: Self.noteStyle), fitting: window.columns))
    }
    return rows
  }

  private static let noteStyle = TextStyle(attributes: .dim)

  private func item(
    _ index: Int, isLast: Bool, _ displayWidth: Int, _ itemWidth: Int, displayed: Int
  ) -> StyledText {
    let candidate = candidates[index]
    let style = index == selection ? TextStyle(attributes: .reverse) : .plain
    var text = StyledText(candidate.display, style: style)
    var width = displayed
    if !candidate.note.isEmpty {
      text = text + StyledText(String(repeating: " ", count: displayWidth - width + Self.gap))
      text = text + StyledText(candidate.note, style: Self.noteStyle)
      width = displayWidth + Self.gap + DisplayWidth.of(candidate.note)
    }
    return isLast ? text : text + StyledText(String(repeating: " ", count: max(0, itemWidth - width) + Self.gap))
  }
}
