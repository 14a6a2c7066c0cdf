/// Finds the JSON path of a fault by reading the text again from a point whose path is known.
struct FaultLocator {
  private enum Level {
    case object(key: String?)
    case array(index: Int)
  }

  /// The path of the value or member at `offset`.
  ///
  /// - Parameters:
  ///   - bytes: the text from the start of a value; well-formed up to the fault.
  ///   - offset: where the fault stands.
  ///   - root: the path of the value.
  static func path(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int, root: String) -> String {
    var levels: [Level] = []
    var index = 0
    var expectsKey = false
    while index < min(offset, bytes.count) {
      switch bytes[index] {
      case 0x7B:
        levels.append(.object(key: nil))
        expectsKey = true
      case 0x5B: levels.append(.array(index: 0))
      case 0x7D, 0x5D:
        _ = levels.popLast()
        expectsKey = false
      case 0x2C:
        if case .array(let position)? = levels.last {
          levels[levels.count - 1] = .array(index: position + 1)
        } else if !levels.isEmpty {
          levels[levels.count - 1] = .object(key: nil)
          expectsKey = true
        }
      case 0x22:
        let start = index + 1
        index = endOfString(bytes, from: start)
        if expectsKey, index < bytes.count {
          let key = String(decoding: bytes[start..<index], as: UTF8.self)
          if !levels.isEmpty { levels[levels.count - 1] = .object(key: key) }
          expectsKey = false
        }
      default: break
      }
      index += 1
    }
    return levels.reduce(into: root) { path, level in
      switch level {
      case .object(nil): break
      case .object(let key?): path += isPlain(key) ? "." + key : "[\"" + key + "\"]"
      case .array(let position): path += "[\(position)]"
      }
    }
  }

  private static func endOfString(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != 0x22 { index += bytes[index] == 0x5C ? 2 : 1 }
    return index
  }

  private static func isPlain(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x5F }
  }
}
