/// A place in a source: what came before.
struct Place {
  /// Line breaks before.
  var lines = 0
  /// Bytes since the last line break.
  var column = 0

  /// Moves past bytes.
  mutating func advance(over bytes: UnsafeBufferPointer<UInt8>) {
    let breaks = Self.lineBreaks(in: bytes)
    lines += breaks
    if breaks > 0, let lastBreak = bytes.lastIndex(of: 0x0A) {
      column = bytes.count - lastBreak - 1
    } else {
      column += bytes.count
    }
  }

  private static func lineBreaks(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    var count = 0
    var offset = 0
    let lineBreak = SIMD32<UInt8>(repeating: 0x0A)
    while offset &+ 32 <= bytes.count {
      // Each lane counts up to 255.
      let end = min(offset &+ 255 &* 32, bytes.count &- 31)
      var sums = SIMD32<UInt8>()
      while offset < end {
        let bytes = UnsafeRawPointer(start + offset).loadUnaligned(as: SIMD32<UInt8>.self)
        // A lane of the mask that is true is all ones: -1.
        sums &-= unsafeBitCast(bytes .== lineBreak, to: SIMD32<UInt8>.self)
        offset &+= 32
      }
      for lane in 0..<32 { count &+= Int(sums[lane]) }
    }
    while offset < bytes.count {
      if start[offset] == 0x0A { count &+= 1 }
      offset &+= 1
    }
    return count
  }
}

/// Finds the places of offsets in a buffer, each from the one before, so that many faults don't count bytes again.
struct PlaceCursor {
  private let start: Place
  private var offset = 0
  private var place: Place

  /// - Parameter start: the place of the buffer's first byte.
  init(start: Place = Place()) {
    self.start = start
    place = start
  }

  mutating func place(at target: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Place {
    if target < offset {
      offset = 0
      place = start
    }
    place.advance(over: UnsafeBufferPointer(rebasing: bytes[offset..<target]))
    offset = target
    return place
  }
}
