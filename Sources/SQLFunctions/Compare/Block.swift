/// Values one after the other, in memory of the copy of SQLite that reads them, so that its limits hold
/// (<https://sqlite.org/malloc.html>). The owner frees it.
struct Block<Element: BitwiseCopyable>: BitwiseCopyable {
  private(set) var start: UnsafeMutablePointer<Element>?
  private(set) var count = 0
  private var capacity = 0

  /// - Precondition: the number is less than ``count``.
  subscript(_ index: Int) -> Element {
    get {
      // The owner appended at least one element, so that there is memory.
      start.unsafelyUnwrapped[index]
    }
    nonmutating set { start.unsafelyUnwrapped[index] = newValue }
  }

  var elements: UnsafeMutableBufferPointer<Element> { UnsafeMutableBufferPointer(start: start, count: count) }

  @inline(__always)
  mutating func append(_ element: Element, _ routines: UnsafePointer<SQLiteRoutines>) throws(CompareFault) {
    if count == capacity { try reserve(1, routines) }
    (start.unsafelyUnwrapped + count).initialize(to: element)
    count += 1
  }

  mutating func append(
    _ elements: UnsafeBufferPointer<Element>, _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) {
    guard let first = elements.baseAddress, !elements.isEmpty else { return }
    if capacity - count < elements.count { try reserve(elements.count, routines) }
    (start.unsafelyUnwrapped + count).initialize(from: first, count: elements.count)
    count += elements.count
  }

  mutating func append(
    repeating element: Element, count more: Int, _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) {
    guard more > 0 else { return }
    if capacity - count < more { try reserve(more, routines) }
    (start.unsafelyUnwrapped + count).initialize(repeating: element, count: more)
    count += more
  }

  mutating func removeAll() { count = 0 }

  mutating func free(_ routines: UnsafePointer<SQLiteRoutines>) {
    routines.pointee.tables.free(start)
    self = Block()
  }

  private mutating func reserve(_ more: Int, _ routines: UnsafePointer<SQLiteRoutines>) throws(CompareFault) {
    let wanted = max(capacity * 2, count + more, 64)
    guard let memory = routines.pointee.tables.reallocate(start, UInt64(wanted * MemoryLayout<Element>.stride)) else {
      throw .outOfMemory
    }
    start = memory.assumingMemoryBound(to: Element.self)
    capacity = wanted
  }
}
