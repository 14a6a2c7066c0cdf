/// A growable buffer of plain values.
///
/// The decoder appends millions of values; an `Array` in a class would check uniqueness and exclusivity each time. The memory is owned here and freed by `deinit`, and no pointer to it outlives the batch.
package struct Vector<Element: BitwiseCopyable>: ~Copyable {
  var base: UnsafeMutablePointer<Element>
  package internal(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (base + count).initialize(to: element)
    count &+= 1
  }

  @inline(__always)
  mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
    guard let start = elements.baseAddress else { return }
    while count &+ elements.count > capacity { grow() }
    (base + count).initialize(from: start, count: elements.count)
    count &+= elements.count
  }

  /// Appends bytes from a buffer with ``bufferPadding``, a word at a time: most are few, and copied without a call.
  @inline(__always)
  mutating func append(padded start: UnsafePointer<UInt8>, count length: Int) where Element == UInt8 {
    while count &+ length &+ 8 > capacity { grow() }
    let end = UnsafeMutableRawPointer(base + count)
    var offset = 0
    while offset < length {
      end.storeBytes(
        of: UnsafeRawPointer(start + offset).loadUnaligned(as: UInt64.self), toByteOffset: offset, as: UInt64.self)
      offset &+= 8
    }
    count &+= length
  }

  mutating func truncate(to newCount: Int) { count = newCount }

  /// The first element; valid until the vector changes.
  package var start: UnsafePointer<Element> { UnsafePointer(base) }

  /// The element at a position below `count`.
  package subscript(index: Int) -> Element {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }

  @inline(never)
  private mutating func grow() {
    let wider = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    wider.moveInitialize(from: base, count: count)
    base.deallocate()
    base = wider
    capacity *= 2
  }
}
