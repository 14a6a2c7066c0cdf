/// What a file holds, told by its first bytes; its name says nothing.
enum ContentKind: Equatable {
  /// JSON, or anything else that the JSON reader shall complain about.
  case plain
  /// Anything, compressed.
  case compressed(Compression)
  case tar
  case zip

  /// Bytes that tell the kind of any file.
  static let prefixLength = 512

  /// - Parameter prefix: the file's first ``prefixLength`` bytes; fewer where it is shorter.
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

  /// A local header, the end record of an empty archive, and the mark of one in several parts.
  private static let zipMarks: [[UInt8]] = [
    [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06], [0x50, 0x4B, 0x07, 0x08],
  ]

  /// A tar header holds the sum of its bytes, with the sum's own field taken for spaces.
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
