import ControlText
import Shell

/// What a command says beside its data: on stderr, and visibly, wherever that leads to.
enum Narration {
  /// Says a line, or several.
  static func say(_ text: String) { draw(ControlText.visible(text, .lines) + "\n") }

  /// Says a line under a label such as `error:`.
  static func say(_ text: String, label: String, style: Style) {
    let label = Terminal.wantsColor(2) ? style.around(label) : label
    draw("\(label) \(ControlText.visible(text, .lines))\n")
  }

  /// Writes text with the program's own sequences in it; what comes from elsewhere must be visible already.
  static func draw(_ text: String) {
    let writer = ByteWriter(fileDescriptor: 2, syntax: .drawing)
    writer.text(text)
    writer.flush()
  }
}
