/// Texts one after the other.
struct TextList: BitwiseCopyable {
  private var bytes = Block<UInt8>()
  private var ends = Block<Int>()

  var count: Int { ends.count }

  subscript(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    @inline(__always)
    get {
      let from = index == 0 ? 0 : ends[index - 1]
      return UnsafeBufferPointer(rebasing: bytes.elements[from..<ends[index]])
    }
  }

  @inline(__always)
  mutating func append(
    _ text: UnsafeBufferPointer<UInt8>, _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) {
    try bytes.append(text, routines)
    try ends.append(bytes.count, routines)
  }

  mutating func removeAll() {
    bytes.removeAll()
    ends.removeAll()
  }

  mutating func free(_ routines: UnsafePointer<SQLiteRoutines>) {
    bytes.free(routines)
    ends.free(routines)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Less than 0, 0 or more than 0, as the text comes before, is, or comes after the other one by its bytes.
  @inline(__always)
  func compare(_ other: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    let shared = Swift.min(count, other.count)
    if let left = baseAddress.map(UnsafeRawPointer.init), let right = other.baseAddress.map(UnsafeRawPointer.init) {
      while index + 8 <= shared {
        let (one, two) = (
          left.loadUnaligned(fromByteOffset: index, as: UInt64.self),
          right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        )
        if one != two { return one.bigEndian < two.bigEndian ? -1 : 1 }
        index += 8
      }
    }
    while index < shared {
      if self[index] != other[index] { return self[index] < other[index] ? -1 : 1 }
      index += 1
    }
    return count - other.count
  }
}
