import ControlText
import DisplayWidth

/// A character on the screen, one or more columns wide.
struct Cell: Equatable {
  var character: Character
  var width: Int
  var style: TextStyle
}

/// A row of the screen.
typealias Row = [Cell]

extension Row {
  var width: Int { reduce(0) { $0 + $1.width } }

  /// A one-line text, cut to a width.
  init(_ text: StyledText, fitting columns: Int) {
    self = []
    var glyphs = GlyphMaker(styles: StyleMap(text))
    var column = 0
    for character in text.text {
      for cell in glyphs.cells(for: character == "\n" ? " " : character, atColumn: column, of: columns) {
        guard column + cell.width <= columns else { return }
        append(cell)
        column += cell.width
      }
    }
  }
}

/// The style of each byte of a text.
struct StyleMap {
  private var styles: [TextStyle] = []

  init(_ text: StyledText) {
    self.init(spans: text.spans, length: text.text.utf8.count)
  }

  init(spans: [StyledSpan], length: Int) {
    guard !spans.isEmpty else { return }
    styles = Array(repeating: .plain, count: length)
    for span in spans {
      for offset in span.range.clamped(to: 0..<length) {
        styles[offset] = span.style
      }
    }
  }

  subscript(offset: Int) -> TextStyle {
    offset < styles.count ? styles[offset] : .plain
  }
}

/// Draws the characters of a text one after another, each in its style.
struct GlyphMaker {
  static let tabStop = 4

  var styles: StyleMap
  /// The bytes of the text before the next character.
  var offset = 0

  init(styles: StyleMap, offset: Int = 0) {
    self.styles = styles
    self.offset = offset
  }

  /// The cells of the next character, which is not a line break.
  mutating func cells(for character: Character, atColumn column: Int, of columns: Int) -> [Cell] {
    let style = styles[offset]
    offset += character.utf8.count
    switch Self.kind(of: character) {
    case .plain(let width):
      return [Cell(character: character, width: width, style: style)]
    case .tab:
      let count = Self.tabWidth(atColumn: column, of: columns)
      return Array(repeating: Cell(character: " ", width: 1, style: style), count: count)
    case .control(let text):
      var shown = style
      shown.attributes.insert(.reverse)
      return text.map { Cell(character: $0, width: DisplayWidth.of($0), style: shown) }
    }
  }

  /// The width of a character in columns; it is not a line break.
  static func width(of character: Character, atColumn column: Int, of columns: Int) -> Int {
    switch kind(of: character) {
    case .plain(let width): width
    case .tab: tabWidth(atColumn: column, of: columns)
    case .control(let text): DisplayWidth.of(text)
    }
  }

  private enum Kind {
    case plain(width: Int)
    case tab
    /// What is shown instead: `^[`, `\u202e`.
    case control(String)
  }

  private static func kind(of character: Character) -> Kind {
    let utf8 = character.utf8
    guard utf8.count == 1, let byte = utf8.first else {
      let scalars = character.unicodeScalars
      if let first = scalars.first, (0x80..<0xA0).contains(first.value) { return .control("^?") }
      let text = ControlText.visible(String(character))
      if text.unicodeScalars.count != scalars.count { return .control(text) }
      return .plain(width: DisplayWidth.of(character))
    }
    switch byte {
    case 0x09: return .tab
    case 0..<0x20: return .control("^" + String(Unicode.Scalar(byte + 0x40)))
    case 0x7F: return .control("^?")
    default: return .plain(width: 1)
    }
  }

  private static func tabWidth(atColumn column: Int, of columns: Int) -> Int {
    let wanted = tabStop - column % tabStop
    return column < columns ? min(wanted, columns - column) : wanted
  }
}
