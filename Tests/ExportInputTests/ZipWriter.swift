import Foundation

/// Makes zip archives byte by byte: as writers of all kinds make them, and broken as the platform's.
struct ZipWriter {
  enum Method: CaseIterable, Sendable {
    case stored, deflated
  }

  /// How the archive ends.
  enum End: Sendable {
    case plain
    case zip64
    /// As the platform's archives of more than 65,535 entries end: directory of size 0, starting at its end.
    case defectiveZip64
    /// No directory and no end record.
    case missing
  }

  var method = Method.stored
  /// Whether sizes and checksum come after an entry's bytes instead of before them.
  var hasDescriptors = false
  /// Whether the directory's sizes and offsets are in ZIP64 fields.
  var hasWideFields = false
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var entryCount = 0

  init(method: Method = .stored, hasDescriptors: Bool = false, hasWideFields: Bool = false) {
    self.method = method
    self.hasDescriptors = hasDescriptors
    self.hasWideFields = hasWideFields
  }

  mutating func add(_ name: String, _ content: some Sequence<UInt8>) {
    let content = Array(content)
    let packed = method == .stored ? content : Self.deflated(content)
    let crc = Self.crc32(content)
    let offset = bytes.count
    let version: [UInt8] = Self.number(20, 2)
    // Bit 3: sizes behind the bytes; bit 11: the name is UTF-8.
    let flags = Self.number((hasDescriptors ? 8 : 0) | 0x800, 2)
    let methodNumber = Self.number(method == .stored ? 0 : 8, 2)
    let time = Self.number(0x5A7F_BF7D, 4)
    let sizes = Self.number(Int(crc), 4) + Self.number(packed.count, 4) + Self.number(content.count, 4)
    let nameLength = Self.number(name.utf8.count, 2)
    bytes += [0x50, 0x4B, 0x03, 0x04] + version + flags + methodNumber + time
    bytes += (hasDescriptors ? [UInt8](repeating: 0, count: 12) : sizes) + nameLength + [0, 0]
    bytes += Array(name.utf8) + packed
    if hasDescriptors { bytes += [0x50, 0x4B, 0x07, 0x08] + sizes }

    let wide: [UInt8] =
      hasWideFields
      ? Self.number(1, 2) + Self.number(24, 2) + Self.number(content.count, 8) + Self.number(packed.count, 8)
        + Self.number(offset, 8) : []
    let all = [UInt8](repeating: 0xFF, count: 4)
    directory += [0x50, 0x4B, 0x01, 0x02, 20, 3] + version + flags + methodNumber + time
    directory += Self.number(Int(crc), 4)
    directory += hasWideFields ? all + all : Array(sizes[4...])
    directory += nameLength + Self.number(wide.count, 2) + [UInt8](repeating: 0, count: 10)
    directory += (hasWideFields ? all : Self.number(offset, 4)) + Array(name.utf8) + wide
    entryCount += 1
  }

  func finished(_ end: End = .plain) -> [UInt8] {
    guard end != .missing else { return bytes }
    let start = bytes.count
    let directoryEnd = start + directory.count
    var archive = bytes + directory
    if end != .plain {
      let isDefective = end == .defectiveZip64
      let count = Self.number(entryCount, 8)
      archive += [0x50, 0x4B, 0x06, 0x06] + Self.number(44, 8) + [45, 3, 45, 0] + [UInt8](repeating: 0, count: 8)
      archive += count + count
      archive += Self.number(isDefective ? 0 : directory.count, 8) + Self.number(isDefective ? directoryEnd : start, 8)
      archive += [0x50, 0x4B, 0x06, 0x07] + Self.number(0, 4) + Self.number(directoryEnd, 8) + Self.number(1, 4)
    }
    let count16 = end == .plain ? Self.number(entryCount, 2) : [0xFF, 0xFF]
    archive += [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0] + count16 + count16
    archive +=
      end == .plain
      ? Self.number(directory.count, 4) + Self.number(start, 4) : [UInt8](repeating: 0xFF, count: 8)
    return archive + [0, 0]
  }

  static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// Deflate without compression: blocks of at most 65,535 bytes as they are (RFC 1951, 3.2.4).
  private static func deflated(_ content: [UInt8]) -> [UInt8] {
    var blocks: [UInt8] = []
    var rest = content[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      blocks += [rest.isEmpty ? 1 : 0] + number(block.count, 2) + number(~block.count, 2) + block
    } while !rest.isEmpty
    return blocks
  }

  private static let crcTable: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }

  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { crcTable[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
  }
}
