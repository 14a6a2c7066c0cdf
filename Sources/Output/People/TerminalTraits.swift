#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What is known of the terminal, from the system and the environment.
package enum TerminalTraits {
  /// Whether a file descriptor is a terminal.
  package static func isTerminal(_ fileDescriptor: Int32) -> Bool { isatty(fileDescriptor) == 1 }

  /// The window's size in columns and rows; 80 by 24 where they are not known.
  package static func size(_ fileDescriptor: Int32 = 1) -> (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (number(variable("COLUMNS")) ?? 80, number(variable("LINES")) ?? 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// A size that a window can have; nil for another text.
  private static func number(_ text: String?) -> Int? {
    text.flatMap { Int($0) }.flatMap { (1...Int(UInt16.max)).contains($0) ? $0 : nil }
  }

  /// Whether colours are wanted there: a terminal, and neither `NO_COLOR` nor a dumb one.
  package static func wantsColor(_ fileDescriptor: Int32) -> Bool {
    isTerminal(fileDescriptor) && variable("NO_COLOR") == nil && erasesLines
  }

  /// Whether a line can be drawn over, as progress needs it: not where the terminal is a dumb one.
  package static var erasesLines: Bool { variable("TERM") != "dumb" }

  /// Whether the locale's characters are UTF-8.
  package static var isUnicode: Bool {
    let locale = (variable("LC_ALL") ?? variable("LC_CTYPE") ?? variable("LANG") ?? "").lowercased()
    return locale.contains("utf-8") || locale.contains("utf8")
  }

  /// A variable of the environment; nil where it's missing or empty.
  package static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}

extension FormatOptions {
  /// What suits a file descriptor: for a terminal its width, colours, and no control characters.
  package init(for fileDescriptor: Int32) {
    self.init()
    guard TerminalTraits.isTerminal(fileDescriptor) else { return }
    escapesControls = true
    usesColor = TerminalTraits.wantsColor(fileDescriptor)
    usesUnicode = TerminalTraits.isUnicode
    width = TerminalTraits.size(fileDescriptor).columns
    hint = .option
  }
}
