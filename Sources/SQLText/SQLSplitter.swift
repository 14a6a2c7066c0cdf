/// Cuts lines of input into statements, without a database.
///
/// A statement ends at a semicolon outside of strings, quoted names, comments and the body of a trigger.
/// Each line is looked at once, except for a string or comment that goes on over lines. (`sqlite3_complete` says only
/// whether a text ends with a statement's end, not where the statements in it end, and reads the whole text again for
/// each line.)
package struct SQLSplitter {
  /// A statement, and the line it starts in.
  package struct Piece: Equatable, Sendable {
    package var text: String
    /// From 1.
    package var line: Int
  }

  private enum Trigger { case unknown, no, body, afterSemicolon, afterEnd }

  private var buffer: [UInt8] = []
  private var position = 0
  private var trigger = Trigger.unknown
  private var words: [String] = []
  private var hasToken = false
  private var start = 0
  private var startLine = 1
  private var lineAtPosition = 1
  /// The line that comes next, from 1.
  package private(set) var line = 1

  package init() {}

  /// Whether only white space and comments wait for more lines.
  package var isEmpty: Bool { !hasToken }

  /// Whether only a block comment waits for its end.
  package private(set) var isInComment = false

  /// Whether a semicolon on the next line would end what waits: no string, quoted name, comment or body of a trigger is
  /// open.
  package var endsAtSemicolon: Bool { position == buffer.count && trigger != .body && trigger != .afterSemicolon }

  /// The first byte of the statement that waits for more lines; nil where none does.
  package var firstByte: UInt8? { hasToken ? buffer.first : nil }

  /// The text that waits for more lines.
  package var pending: String { String(decoding: buffer, as: UTF8.self) }

  /// Takes a line, or several.
  ///
  /// - Parameter text: without the last line end.
  /// - Returns: the statements that it completes.
  package mutating func feed(_ text: String) -> [Piece] {
    var pieces: [Piece] = []
    buffer += text.utf8
    buffer.append(0x0A)
    var scanner = SQLScanner(bytes: buffer, from: position)
    while let token = scanner.next() {
      if !token.isClosed { break }
      let bytes = buffer[token.range]
      position = token.range.upperBound
      if token.kind != .space, token.kind != .comment, !hasToken {
        hasToken = true
        startLine = lineAtPosition
        start = token.range.lowerBound
      }
      lineAtPosition += bytes.count { $0 == 0x0A }
      guard ends(token, bytes) else { continue }
      let statement = buffer[start..<position]
      if statement.count > 1 {
        pieces.append(Piece(text: String(decoding: statement, as: UTF8.self), line: startLine))
      }
      restart()
    }
    let unclosed = hasToken ? nil : unclosedToken(from: position)
    isInComment = unclosed == .comment
    if let unclosed, unclosed != .comment {
      hasToken = true
      startLine = lineAtPosition
      start = position
    }
    // Finished statements are removed; the buffer starts with what waits.
    let done = hasToken ? start : position
    buffer.removeFirst(done)
    position -= done
    start = 0
    line += text.utf8.count { $0 == 0x0A } + 1
    return pieces
  }

  /// Ends the input.
  ///
  /// - Returns: what waited, as the last statement; nil if that was only white space or comments.
  package mutating func finish() -> Piece? {
    defer { clear() }
    guard hasToken else { return nil }
    let text = pending
    return Piece(text: text, line: startLine)
  }

  /// Forgets what waits.
  package mutating func clear() {
    buffer = []
    position = 0
    lineAtPosition = line
    isInComment = false
    restart()
  }

  private mutating func restart() {
    trigger = .unknown
    words = []
    hasToken = false
  }

  /// The kind of the token in which the text ends; nil if it ends between tokens.
  private func unclosedToken(from position: Int) -> SQLToken.Kind? {
    var scanner = SQLScanner(bytes: buffer, from: position)
    return scanner.next()?.kind
  }

  /// Whether a token ends the statement. In the body of a trigger, only a semicolon after END does.
  private mutating func ends(_ token: SQLToken, _ bytes: ArraySlice<UInt8>) -> Bool {
    if token.kind == .space || token.kind == .comment { return false }
    let isSemicolon = token.kind == .punctuation && bytes.first == UInt8(ascii: ";")
    switch trigger {
    case .no: return isSemicolon
    case .unknown:
      if isSemicolon { return true }
      let word = token.kind == .word ? String(decoding: bytes, as: UTF8.self).uppercased() : ""
      words.append(word)
      trigger = Self.trigger(words)
      return false
    case .afterEnd where isSemicolon: return true
    case .body, .afterSemicolon, .afterEnd:
      if isSemicolon {
        trigger = .afterSemicolon
      } else {
        let isEnd = token.kind == .word && String(decoding: bytes, as: UTF8.self).uppercased() == "END"
        trigger = trigger == .afterSemicolon && isEnd ? .afterEnd : .body
      }
      return false
    }
  }

  private static func trigger(_ words: [String]) -> Trigger {
    let words = words.drop { ["EXPLAIN", "QUERY", "PLAN"].contains($0) }
    switch words.first {
    case nil: return .unknown
    case "CREATE":
      let rest = words.dropFirst().drop { $0 == "TEMP" || $0 == "TEMPORARY" }
      return rest.isEmpty ? .unknown : rest.first == "TRIGGER" ? .body : .no
    default: return .no
    }
  }
}
