import Catalogs
import ControlText
import FileNames
import Output

/// What a command says on stderr, with controls visible.
enum Narration {
  /// Says a line, or several.
  static func say(_ text: String) { draw(visible(text) + "\n") }

  /// Says that a catalog of an older version was brought up to date.
  static func sayUpgraded(_ path: String, _ upgrade: SchemaUpgrade) { say(OutputMessages.upgraded(path, upgrade)) }

  /// Says a warning.
  static func warn(_ text: String) { say(text, label: "warning:", style: .yellow) }

  /// Says a line under a label such as `error:`.
  static func say(_ text: String, label: String, style: Style) {
    let label = TerminalTraits.wantsColor(2) ? style.around(label) : label
    draw("\(label) \(visible(text))\n")
  }

  /// Where progress is drawn: stderr, if that is a terminal.
  static var terminal: ByteWriter? {
    TerminalTraits.isTerminal(2) ? ByteWriter(fileDescriptor: 2, syntax: .drawing) : nil
  }

  /// Writes text with the program's own sequences in it; what comes from elsewhere must be visible already.
  static func draw(_ text: String) {
    let writer = ByteWriter(fileDescriptor: 2, syntax: .drawing)
    writer.text(text)
    writer.flush()
  }

  private static func visible(_ text: String) -> String { ControlText.visible(PathText.shown(text), .lines) }
}
