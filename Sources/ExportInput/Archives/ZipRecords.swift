/// Numbers in a zip archive: little-endian, at fixed places.
struct ZipFields {
  let bytes: ArraySlice<UInt8>

  init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes)[...] }

  func number16(_ offset: Int) -> Int { number(offset, 2) }
  func number32(_ offset: Int) -> Int { number(offset, 4) }

  /// Nil for a number that no file size or offset can have.
  func number64(_ offset: Int) -> Int? {
    bytes[bytes.startIndex + offset + 7] < 0x80 ? number(offset, 8) : nil
  }

  private func number(_ offset: Int, _ count: Int) -> Int {
    (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[bytes.startIndex + offset + $1]) }
  }
}

/// The record before an entry's bytes (APPNOTE 4.3.7).
struct ZipLocalHeader {
  static let fixedLength = 30
  static let signature = 0x0403_4B50

  private(set) var name: String?
  /// Nil if it comes after the entry's bytes instead.
  let crc32: UInt32?
  let nameLength: Int

  /// - Parameter bytes: the ``fixedLength`` bytes of the header.
  init?(_ bytes: [UInt8]) {
    let fields = ZipFields(bytes)
    guard bytes.count == Self.fixedLength, fields.number32(0) == Self.signature else { return nil }
    let hasDescriptor = fields.number16(6) & 8 != 0
    crc32 = hasDescriptor ? nil : UInt32(fields.number32(14))
    nameLength = fields.number16(26)
  }

  func named(_ bytes: [UInt8]) -> Self {
    var header = self
    header.name = String(decoding: bytes, as: UTF8.self)
    return header
  }
}

/// An entry of the directory at a zip archive's end (APPNOTE 4.3.12).
struct ZipDirectoryEntry {
  static let fixedLength = 46
  static let signature = 0x0201_4B50

  let name: EntryName
  let byteCount: Int
  let crc32: UInt32
  /// The position of its local header.
  let offset: Int

  /// - Parameters:
  ///   - fixed: the record's first ``fixedLength`` bytes.
  ///   - name: the bytes of its name.
  ///   - extra: the bytes of its extra fields.
  init?(fixed: ZipFields, name: some Sequence<UInt8>, extra: ArraySlice<UInt8>) {
    self.name = EntryName(String(decoding: Array(name), as: UTF8.self))
    crc32 = UInt32(fixed.number32(16))
    // A number that does not fit into 32 bits is in an extra field, in this order (APPNOTE 4.5.3).
    var wide = Self.zip64Field(in: extra)
    func number(_ offset: Int) -> Int? {
      let value = fixed.number32(offset)
      guard value == 0xFFFF_FFFF else { return value }
      guard wide.count >= 8 else { return nil }
      defer { wide = wide.dropFirst(8) }
      return ZipFields(wide.prefix(8)).number64(0)
    }
    guard let byteCount = number(24), number(20) != nil, let offset = number(42) else { return nil }
    self.byteCount = byteCount
    self.offset = offset
  }

  private static func zip64Field(in extra: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = extra
    while rest.count >= 4 {
      let fields = ZipFields(rest.prefix(4))
      let content = rest.dropFirst(4).prefix(fields.number16(2))
      if fields.number16(0) == 1 { return content }
      rest = rest.dropFirst(4 + fields.number16(2))
    }
    return []
  }
}
