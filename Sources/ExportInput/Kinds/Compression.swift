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

  /// Zstandard and LZ4 share a frame of any content that readers skip; some tools write one first.
  private static func isSkippableFrame(_ prefix: [UInt8]) -> Bool {
    prefix.count >= 4 && prefix[0] & 0xF0 == 0x50 && prefix[1...3] == [0x2A, 0x4D, 0x18]
  }
}
