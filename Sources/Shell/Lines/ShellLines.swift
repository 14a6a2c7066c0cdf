import Catalogs
import SQLText

/// Cuts the lines of a session or a script into commands and statements.
///
/// A line is a command only where a statement could begin. Within a string, a statement or a comment it is text, also
/// if it begins with a dot. As in SQLite's shell, `#` at the start of such a line makes it a comment, and a line of
/// `go` or `/` ends a statement.
struct ShellLines {
  enum Item: Equatable {
    case command(String, line: Int)
    case statement(SQLSplitter.Piece)
    /// A command that does not begin its line, where no SQL can be meant.
    case commandInLine(String, line: Int)

    /// Where it begins, from 1.
    var line: Int {
      switch self {
      case .command(_, let line), .commandInLine(_, let line): line
      case .statement(let piece): piece.line
      }
    }
  }

  private var splitter = SQLSplitter()

  /// Whether a statement or a comment waits for its end.
  var isWaiting: Bool { !splitter.isEmpty || splitter.isInComment }

  /// Takes a line without its line end.
  ///
  /// - Returns: what it completes.
  mutating func feed(_ line: String) -> [Item] {
    let number = splitter.line
    if !isWaiting {
      // Files that were put together have marks in the middle.
      let line = line.hasPrefix("\u{FEFF}") ? String(line.unicodeScalars.dropFirst()) : line
      let command = Self.command(in: line)
      if command != nil || Self.isComment(line) || Self.endsStatement(line) {
        _ = splitter.feed("")
        return command.map { [.command($0, line: number)] } ?? []
      }
    } else if splitter.endsAtSemicolon, Self.endsStatement(line) {
      return splitter.feed(";").map { .statement($0) }
    }
    let items: [Item] = splitter.feed(line).map { .statement($0) }
    guard let command = waitingCommand else { return items }
    splitter.clear()
    return items + [.commandInLine(command, line: number)]
  }

  /// What waits, where it begins as a command and not as SQL: as the rest of a line.
  private var waitingCommand: String? {
    guard let first = splitter.firstByte, first == 0x2E || first == 0x5C else { return nil }
    let text = splitter.pending.trimmed
    return text.dropFirst().first?.isNumber == true ? nil : String(text)
  }

  /// Whether a line where a statement could begin is a comment.
  static func isComment(_ line: String) -> Bool { line.utf8.first == UInt8(ascii: "#") }

  /// Whether a line ends a statement as a semicolon does: SQL Server's `go` or Oracle's `/`.
  private static func endsStatement(_ line: String) -> Bool {
    let text = line.utf8.drop(while: SQLToken.isSpace)
    guard let first = text.first, [0x2F, 0x47, 0x67].contains(first) else { return false }
    let rest = text.dropFirst(first == 0x2F ? 1 : 2)
    guard first == 0x2F || text.dropFirst().first.map({ $0 | 0x20 }) == UInt8(ascii: "o") else { return false }
    let comment = rest.drop(while: SQLToken.isSpace)
    return comment.isEmpty || comment.starts(with: "--".utf8)
  }

  /// A line that is a command: it begins with a dot or a backslash, or is the name of one that needs nothing else, which
  /// no statement of SQL begins with.
  static func command(in line: String) -> String? {
    let line = String(line.trimmed)
    if line.hasPrefix(".") || line.hasPrefix("\\") { return line }
    let word = (line.hasSuffix(";") ? String(line.dropLast()) : line).lowercased()
    if word == "exit" { return ".quit" }
    return DotCommand.all.contains { $0.name == word && $0.arity.contains(0) } ? ".\(word)" : nil
  }

  /// Ends the text: what waits is a last statement, if it has a token.
  mutating func finish() -> Item? { splitter.finish().map { .statement($0) } }

  /// Forgets what waits.
  mutating func clear() { splitter.clear() }

  /// The lines of a text, which end in LF or CR LF; a byte-order mark before them is dropped.
  static func lines(of text: String) -> [String] {
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: byteOrderMark) { bytes = bytes.dropFirst(byteOrderMark.count) }
    return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line($0) }
  }

  /// A line from its bytes, without the carriage return before its end.
  static func line(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
  }

  /// The mark that some editors on Windows write first.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
