import Catalogs
import SQLText

/// Cuts the lines of a session or a script into commands and statements.
///
/// A line is a command only where a statement could begin. Within a string, a statement or a comment it is text, also
/// if it begins with a dot.
struct ShellLines {
  enum Item: Equatable {
    case command(String, line: Int)
    case statement(SQLSplitter.Piece)

    /// Where it begins, from 1.
    var line: Int {
      switch self {
      case .command(_, let line): line
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
    if !isWaiting, let command = Self.command(in: line) {
      let number = splitter.line
      _ = splitter.feed("")
      return [.command(command, line: number)]
    }
    return splitter.feed(line).map { .statement($0) }
  }

  /// A line that is a command: it begins with a dot or a backslash, or is a word from other shells.
  static func command(in line: String) -> String? {
    let line = String(line.trimmed)
    if line.hasPrefix(".") || line.hasPrefix("\\") { return line }
    switch line.lowercased() {
    case "exit", "quit", "exit;", "quit;": return ".quit"
    case "help", "help;": return ".help"
    default: return nil
    }
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
