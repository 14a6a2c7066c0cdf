/// What a file holds, judged by its first bytes alone, not by its name.
enum ContentKind: Equatable {
  /// JSON, or something else that the JSON reader will report.
  case plain
  /// Anything, compressed.
  case compressed(Compression)
  case tar
  case zip

  /// How many bytes are needed to recognize any kind.
  static let prefixLength = 512

  /// - Parameter prefix: the first ``prefixLength`` bytes of the file; fewer if it is shorter.
  init(prefix: [UInt8]) {
    if let compression = Compression(prefix: prefix) {
      self = .compressed(compression)
    } else if Self.zipMarks.contains(where: { prefix.starts(with: $0) }) {
      self = .zip
    } else if Self.isTar(prefix) {
      self = .tar
    } else {
      self = .plain
    }
  }

  /// The start of a local header, of the end record of an empty archive, and of an archive in several parts.
  private static let zipMarks: [[UInt8]] = [
    [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06], [0x50, 0x4B, 0x07, 0x08],
  ]

  /// A tar header contains the sum of its bytes, computed with spaces in the sum's own field.
  private static func isTar(_ prefix: [UInt8]) -> Bool {
    guard prefix.count >= 512 else { return false }
    let field = prefix[148..<156]
    let digits = field.drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    guard !digits.isEmpty else { return false }
    let stored = digits.reduce(0) { $0 << 3 + Int($1 - 0x30) }
    let sum = prefix[..<512].reduce(0) { $0 + Int($1) } - field.reduce(0) { $0 + Int($1) } + 8 * 0x20
    return stored == sum
  }
}
