/// Numbers of seven bits a byte, the lowest first; all bytes but the last have the highest bit set.
enum Varint {
  /// The most bytes that a number takes.
  static let longest = 10

  /// Writes a number and moves past it.
  @inline(__always)
  static func write(_ number: UInt, to position: inout UnsafeMutablePointer<UInt8>) {
    var rest = number
    while rest >= 0x80 {
      position.pointee = UInt8(truncatingIfNeeded: rest) | 0x80
      position += 1
      rest >>= 7
    }
    position.pointee = UInt8(truncatingIfNeeded: rest)
    position += 1
  }

  /// Reads a number and moves past it.
  @inline(__always)
  static func read(_ position: inout UnsafePointer<UInt8>) -> UInt {
    var number: UInt = 0
    var shift: UInt = 0
    while true {
      let byte = position.pointee
      position += 1
      number |= UInt(byte & 0x7F) &<< shift
      guard byte >= 0x80 else { return number }
      shift += 7
    }
  }
}
