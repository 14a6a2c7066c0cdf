import ControlText
import DisplayWidth

/// The line of a statement that a fault is in, with a mark under it.
enum Caret {
  /// - Parameters:
  ///   - sql: the statement.
  ///   - offset: where the fault is, in bytes.
  /// - Returns: two lines, indented; a long line is cut on both sides.
  static func text(_ sql: String, offset: Int) -> String {
    let bytes = Array(sql.utf8)
    let offset = min(max(offset, 0), bytes.count)
    let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
    var before = ControlText.visible(bytes[start..<offset].map { $0 == 0x09 ? 0x20 : $0 })
    var after = ControlText.visible(bytes[offset..<end].map { $0 == 0x09 ? 0x20 : $0 })
    if DisplayWidth.of(before) > 60 {
      before = "…" + String(before.suffix(40))
    }
    if DisplayWidth.of(after) > 60 {
      after = String(DisplayWidth.prefix(of: after, fitting: 50)) + "…"
    }
    return "  \(before)\(after)\n  \(String(repeating: " ", count: DisplayWidth.of(before)))^"
  }
}
