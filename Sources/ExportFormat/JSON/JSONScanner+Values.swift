extension JSONScanner {
  /// The type of a value, named as SQLite's `json_type()` names it.
  enum ValueType: UInt8, BitwiseCopyable {
    case null, `true`, `false`, integer, real, text, array, object
  }

  /// Passes over a value, the position being at its first byte; all of RFC 8259 is checked, and that no key of an
  /// object is repeated.
  @discardableResult
  mutating func skipValue(depth: Int = 0) throws(ScanFault) -> ValueType {
    switch byte {
    case 0x22:
      position &+= 1
      _ = try scanString()
      return .text
    case 0x2D, 0x30...0x39:
      return try scanNumber() ? .integer : .real
    case 0x74:
      try scanLiteral("true")
      return .true
    case 0x66:
      try scanLiteral("false")
      return .false
    case 0x6E:
      try scanLiteral("null")
      return .null
    case 0x5B:
      try skipArray(depth: depth)
      return .array
    case 0x7B:
      try skipObject(depth: depth)
      return .object
    default:
      throw fault(.value)
    }
  }

  private mutating func skipArray(depth: Int) throws(ScanFault) {
    guard depth < Self.depthLimit else { throw fault(.depth(limit: Self.depthLimit)) }
    position &+= 1
    if skipWhitespace() == 0x5D {
      position &+= 1
      return
    }
    while true {
      skipWhitespace()
      try skipValue(depth: depth + 1)
      switch skipWhitespace() {
      case 0x2C: position &+= 1
      case 0x5D:
        position &+= 1
        return
      default: throw fault(.commaOrBracket)
      }
    }
  }

  private mutating func skipObject(depth: Int) throws(ScanFault) {
    guard depth < Self.depthLimit else { throw fault(.depth(limit: Self.depthLimit)) }
    position &+= 1
    if skipWhitespace() == 0x7D {
      position &+= 1
      return
    }
    var keys = KeySet()
    while true {
      try expect(0x22, or: .key)
      let key = try scanString()
      guard keys.insert(key, in: self) else { throw fault(.uniqueKey, at: key.start - 1) }
      try expect(0x3A, or: .colon)
      skipWhitespace()
      try skipValue(depth: depth + 1)
      switch skipWhitespace() {
      case 0x2C: position &+= 1
      case 0x7D:
        position &+= 1
        return
      default: throw fault(.commaOrBrace)
      }
    }
  }
}
