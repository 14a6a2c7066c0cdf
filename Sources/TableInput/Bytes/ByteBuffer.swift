import ExportFormat

/// Where the bytes of a table come from.
protocol ByteFeed: AnyObject {
  /// Reads the next bytes.
  ///
  /// - Returns: how many; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// A window on the bytes of a feed. Zero bytes follow its content, as the JSON reader needs them.
final class ByteBuffer {
  /// The longest row, in bytes.
  static let limit = 512 << 20

  private(set) var base: UnsafeMutablePointer<UInt8>
  /// Where the next row starts.
  var start = 0
  /// The end of the content.
  private(set) var end = 0
  /// Whether the feed has no more bytes.
  private(set) var isAtEnd = false
  /// How many bytes the feed gave.
  private(set) var total = 0
  private var capacity: Int
  private let feed: (any ByteFeed)?

  init(_ feed: any ByteFeed, capacity: Int = 1 << 20) {
    self.feed = feed
    self.capacity = capacity
    base = Self.allocate(capacity)
  }

  /// A copy of some bytes.
  ///
  /// - Parameter isWhole: whether nothing follows them.
  init(copying bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    feed = nil
    capacity = max(bytes.count, 1)
    base = Self.allocate(capacity)
    if let first = bytes.baseAddress { base.update(from: first, count: bytes.count) }
    end = bytes.count
    isAtEnd = isWhole
  }

  deinit { base.deallocate() }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    let base = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + JSONMembers.padding)
    base.initialize(repeating: 0, count: capacity + JSONMembers.padding)
    return base
  }

  /// The content that is not used yet.
  var content: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base + start, count: end - start) }

  /// Reads more after the content, whose place changes. It grows where it is full.
  ///
  /// - Returns: false where the content is as long as a row may be.
  func refill() throws -> Bool {
    let count = end - start
    guard count < Self.limit else { return false }
    if count == capacity {
      let wider = Self.allocate(capacity * 2)
      wider.update(from: base + start, count: count)
      base.deallocate()
      base = wider
      capacity *= 2
    } else if start > 0 {
      base.update(from: base + start, count: count)
    }
    start = 0
    end = count
    while end < capacity, !isAtEnd {
      let room = UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end)
      let more = try feed?.read(into: room) ?? 0
      isAtEnd = more == 0
      end += more
      total += more
    }
    (base + end).update(repeating: 0, count: JSONMembers.padding)
    return true
  }
}
