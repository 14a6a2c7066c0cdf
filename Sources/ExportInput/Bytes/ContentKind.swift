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

/// How bytes are compressed.
enum Compression: Equatable, CaseIterable {
  case gzip, zstandard, xz, bzip2, lz4

  /// - Parameter prefix: the first bytes.
  init?(prefix: [UInt8]) {
    if let compression = Self.allCases.first(where: { prefix.starts(with: $0.mark) }) {
      self = compression
    } else if Self.isSkippableFrame(prefix) {
      self = .zstandard
    } else {
      return nil
    }
  }

  private var mark: [UInt8] {
    switch self {
    case .gzip: [0x1F, 0x8B]
    case .zstandard: [0x28, 0xB5, 0x2F, 0xFD]
    case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
    case .bzip2: Array("BZh".utf8)
    case .lz4: [0x04, 0x22, 0x4D, 0x18]
    }
  }

  /// Zstandard and LZ4 share a frame of any content that readers pass over; some tools write one first.
  private static func isSkippableFrame(_ prefix: [UInt8]) -> Bool {
    prefix.count >= 4 && prefix[0] & 0xF0 == 0x50 && prefix[1...3] == [0x2A, 0x4D, 0x18]
  }
}
