/// The directory at the end of a zip archive in a file: the name, size and checksum of every entry, without reading the
/// entries.
struct ZipDirectory {
  private let input: FileInput
  private let start: Int
  private let end: Int
  private let entryCount: Int

  /// Finds the directory.
  ///
  /// - Returns: nil if there is none, or if it contradicts itself: the entries then have to be read from the start of
  ///   the archive. The platform's archives of more than 65,535 entries, or over 2 GiB, end in a ZIP64 record that says
  ///   that the directory is 0 bytes long and starts where it ends.
  init?(_ input: FileInput) throws {
    guard let size = input.size else { return nil }
    let tailLength = min(size, 22 + 0xFFFF)
    let tailStart = size - tailLength
    let tail = try input.bytes(at: tailStart, count: tailLength)
    guard tail.count == tailLength, let record = Self.endRecord(in: tail) else { return nil }
    let fields = ZipFields(tail[record..<record + 22])
    var end = tailStart + record
    var count: Int? = fields.number16(10)
    var length: Int? = fields.number32(12)
    var start: Int? = fields.number32(16)
    // A ZIP64 record is found by a locator right before the end record (APPNOTE 4.3.14 and 4.3.15).
    if end >= 20 {
      let locator = ZipFields(try input.bytes(at: end - 20, count: 20))
      if locator.number32(0) == 0x0706_4B50, let place = locator.number64(8), place <= end - 76 {
        let wide = ZipFields(try input.bytes(at: place, count: 56))
        guard wide.number32(0) == 0x0606_4B50 else { return nil }
        end = place
        count = wide.number64(32)
        length = wide.number64(40)
        start = wide.number64(48)
      }
    }
    guard let start, let length, let count, start <= end, end - start == length else { return nil }
    self.input = input
    self.start = start
    self.end = end
    entryCount = count
    guard try visitEntries({ _ in }) else { return nil }
  }

  /// Calls a function with every entry, in the directory's order.
  ///
  /// - Returns: false if the directory is not well-formed; the function may have been called by then.
  @discardableResult
  func visitEntries(_ body: (ZipDirectoryEntry) throws -> Void) throws -> Bool {
    var found = 0
    var place = start
    var window: [UInt8] = []
    var index = 0
    while place < end {
      if window.count - index < min(Self.longestRecord, end - place) {
        window = try input.bytes(at: place, count: min(end - place, 1 << 20))
        index = 0
      }
      let rest = window[index...]
      guard rest.count >= ZipDirectoryEntry.fixedLength else { return false }
      let fixed = ZipFields(rest.prefix(ZipDirectoryEntry.fixedLength))
      guard fixed.number32(0) == ZipDirectoryEntry.signature else { return false }
      let nameEnd = ZipDirectoryEntry.fixedLength + fixed.number16(28)
      let extraEnd = nameEnd + fixed.number16(30)
      let length = extraEnd + fixed.number16(32)
      guard rest.count >= length else { return false }
      let name = rest[(index + ZipDirectoryEntry.fixedLength)..<(index + nameEnd)]
      let extra = rest[(index + nameEnd)..<(index + extraEnd)]
      guard let entry = ZipDirectoryEntry(fixed: fixed, name: name, extra: extra), entry.offset < start else {
        return false
      }
      try body(entry)
      found += 1
      index += length
      place += length
    }
    return found == entryCount && place == end
  }

  private static let longestRecord = ZipDirectoryEntry.fixedLength + 3 * 0xFFFF

  /// Where the end record starts: the last one whose comment ends with the file (APPNOTE 4.3.16).
  private static func endRecord(in tail: [UInt8]) -> Int? {
    guard tail.count >= 22 else { return nil }
    return (0...tail.count - 22).reversed().first { index in
      tail[index] == 0x50 && tail[index + 1] == 0x4B && tail[index + 2] == 0x05 && tail[index + 3] == 0x06
        && index + 22 + Int(tail[index + 20]) + Int(tail[index + 21]) << 8 == tail.count
    }
  }
}
