/// Input bytes, followed by zero bytes that words can be loaded from.
struct InputBuffer: ~Copyable {
  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: capacity + bufferPadding)
    base.initialize(repeating: 0, count: capacity + bufferPadding)
  }

  deinit { base.deallocate() }

  /// The room after the content.
  var free: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: base + count, count: capacity - count)
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    precondition(bytes.count <= capacity - count, "the buffer has room for what is appended")
    (base + count).update(from: start, count: bytes.count)
    count += bytes.count
  }

  /// Puts the zero bytes after the content.
  func pad() { (base + count).update(repeating: 0, count: bufferPadding) }

  mutating func grow(toHold byteCount: Int) {
    var wanted = capacity
    while wanted < byteCount { wanted *= 2 }
    let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + bufferPadding)
    wider.initialize(from: base, count: count)
    base.deallocate()
    base = wider
    capacity = wanted
  }
}
