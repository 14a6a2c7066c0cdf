import CXXHash
import SQLText

/// A view of `schema.sql`.
struct SchemaView {
  let name: String
  /// The statement that makes it.
  let sql: String
  let digest: UInt64

  /// The views as this program makes them.
  static let current = SchemaText.current.entries.filter { $0.kind == .view }
    .map { SchemaView(name: $0.name, sql: $0.sql, digest: digest(of: $0.sql)) }

  /// The digests of the views that older programs made, by name. A view with another digest was changed by somebody and
  /// stays as it is.
  static let older: [String: Set<UInt64>] = [
    // Version 1
    "objects": [5_818_715_540_411_591_731], "annotations": [3_158_464_538_032_940_051],
    "label_paths": [13_346_185_298_120_127_532], "duplicate_clusters": [17_226_047_207_814_756_812],
  ]

  /// The versions that views came with, by name; those that are not here came with the first.
  static let since: [String: Int] = Dictionary(
    uniqueKeysWithValues: current.filter { $0.name.hasPrefix("latest_") }.map { ($0.name, 3) })

  /// A number that differs for different definitions; comments, line ends and spaces don't count.
  static func digest(of sql: String) -> UInt64 {
    let bytes = Array(sql.utf8)
    var text: [UInt8] = []
    for token in SQLToken.tokens(of: bytes) where token.kind != .space && token.kind != .comment {
      text += bytes[token.range]
      text.append(0x20)
    }
    if text.suffix(2).elementsEqual("; ".utf8) { text.removeLast(2) }
    return text.withUnsafeBufferPointer { XXH3_64bits($0.baseAddress, $0.count) }
  }
}
