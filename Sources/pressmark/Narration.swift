import FileNames
import Shell

/// What a command says beside its data: on stderr.
enum Narration {
  /// Says a line.
  static func say(_ line: String) { write(line + "\n") }

  static func write(_ text: String) {
    let writer = ByteWriter(fileDescriptor: 2)
    writer.text(PathText.shown(text))
    writer.flush()
  }
}
