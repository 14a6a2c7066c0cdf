/// Writes records in SQLite's format, one after the other into the same memory: the types of the values in a header, then
/// the values. See <https://sqlite.org/fileformat2.html>, section 2.1.
struct RecordEncoder: ~Copyable {
  private static let headerRoom = 512
  private static let bodyRoom = 1 << 16

  // Freed by deinit. The header's first byte is its size.
  let header: UnsafeMutablePointer<UInt8>
  let body: UnsafeMutablePointer<UInt8>
  private var headerEnd: UnsafeMutablePointer<UInt8>
  private var bodyEnd: UnsafeMutablePointer<UInt8>
  /// Whether the values had no room; then the record is not complete.
  private(set) var isTooLong = false

  init() {
    header = .allocate(capacity: Self.headerRoom + Self.bodyRoom)
    body = header + Self.headerRoom
    headerEnd = header + 1
    bodyEnd = body
  }

  deinit { header.deallocate() }

  @inline(__always)
  var headerSize: Int { headerEnd - header }

  @inline(__always)
  var bodySize: Int { bodyEnd - body }

  /// Begins a record.
  @inline(__always)
  mutating func begin() {
    headerEnd = header + 1
    bodyEnd = body
    isTooLong = false
  }

  /// Ends a record.
  @inline(__always)
  mutating func end() {
    // A header of more takes two bytes for its size, and records of so many columns there are none.
    if headerSize > 127 { isTooLong = true }
    header.pointee = UInt8(truncatingIfNeeded: headerSize)
  }

  @inline(__always)
  mutating func null() {
    headerEnd.pointee = 0
    headerEnd += 1
  }

  @inline(__always)
  mutating func integer(_ number: Int64) {
    let type: UInt8
    let size: Int
    // The bits that it takes beside its sign.
    switch 64 - (number ^ (number >> 63)).leadingZeroBitCount {
    case 0...1 where number >= 0: (type, size) = (8 + UInt8(number), 0)
    case ...7: (type, size) = (1, 1)
    case ...15: (type, size) = (2, 2)
    case ...23: (type, size) = (3, 3)
    case ...31: (type, size) = (4, 4)
    case ...47: (type, size) = (5, 6)
    default: (type, size) = (6, 8)
    }
    headerEnd.pointee = type
    headerEnd += 1
    guard hasRoom(for: 8) else { return }
    // Of the eight bytes that are written the first `size` count.
    UnsafeMutableRawPointer(bodyEnd).storeBytes(
      of: (number << Int64(64 - 8 * size)).bigEndian, as: Int64.self)
    bodyEnd += size
  }

  /// - Parameter start: nil for NULL.
  @inline(__always)
  mutating func text(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    guard let start else { return null() }
    FileVarint.write(13 + 2 * count, to: &headerEnd)
    guard hasRoom(for: count) else { return }
    bodyEnd.update(from: start, count: count)
    bodyEnd += count
  }

  /// - Parameter bytes: nil for NULL.
  @inline(__always)
  mutating func text(_ bytes: [UInt8]?) {
    guard let bytes else { return null() }
    // An empty array can have no memory.
    bytes.withUnsafeBufferPointer { text($0.baseAddress ?? UnsafePointer(body), $0.count) }
  }

  @inline(__always)
  private mutating func hasRoom(for count: Int) -> Bool {
    let isEnough = count <= Self.bodyRoom - bodySize && headerSize < Self.headerRoom - FileVarint.longest
    if !isEnough { isTooLong = true }
    return isEnough
  }
}

/// The numbers of variable length in SQLite's files: seven bits a byte, the highest first. Of nine bytes the last has
/// eight bits.
enum FileVarint {
  static let longest = 9

  @inline(__always)
  static func size(_ number: Int) -> Int {
    if number >= 0, number < 0x80 { return 1 }
    let bits = UInt64.bitWidth - UInt64(bitPattern: Int64(number)).leadingZeroBitCount
    return min(longest, (bits + 6) / 7)
  }

  /// Writes a number and moves past it.
  @inline(__always)
  static func write(_ number: Int, to position: inout UnsafeMutablePointer<UInt8>) {
    let size = size(number)
    if size == 1 {
      position.pointee = UInt8(truncatingIfNeeded: number)
    } else {
      var rest = UInt64(bitPattern: Int64(number))
      var index = size - 1
      if size == longest {
        position[index] = UInt8(truncatingIfNeeded: rest)
        rest >>= 8
      } else {
        position[index] = UInt8(truncatingIfNeeded: rest & 0x7F)
        rest >>= 7
      }
      while index > 0 {
        index -= 1
        position[index] = UInt8(truncatingIfNeeded: rest & 0x7F) | 0x80
        rest >>= 7
      }
    }
    position += size
  }
}
