import ControlText

/// Finds the JSON path of a fault by reading the text again from a point with a known path.
struct FaultLocator {
  private enum Level {
    case object(key: String?)
    case array(index: Int)
  }

  /// The most steps that a path shows.
  private static let stepLimit = 24

  private let root: String
  private let expectation: Expectation
  private var levels: [Level] = []
  private var expectsKey = false

  /// - Parameters:
  ///   - root: the path of the value that the text starts at.
  ///   - isInObject: whether the text starts at a member of that value instead.
  ///   - expectation: what the fault is; it tells whether the fault is a member's or its object's.
  init(root: String, isInObject: Bool, expectation: Expectation) {
    self.root = root
    self.expectation = expectation
    if isInObject {
      levels = [.object(key: nil)]
      expectsKey = true
    }
  }

  /// The path of the value or member at `offset`.
  ///
  /// - Parameters:
  ///   - bytes: the text, well-formed up to the fault.
  ///   - offset: where the fault is.
  consuming func path(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> String {
    // A repeated key is part of the path.
    let end = min(expectation.isAtKey ? offset + 1 : offset, bytes.count)
    var index = 0
    while index < end {
      switch bytes[index] {
      case 0x7B:
        levels.append(.object(key: nil))
        expectsKey = true
      case 0x5B: levels.append(.array(index: 0))
      case 0x7D, 0x5D:
        _ = levels.popLast()
        expectsKey = false
      case 0x2C: passComma()
      case 0x22:
        let start = index + 1
        index = JSONText.closingQuote(in: bytes, from: start)
        // A fault in a key has no key yet.
        if expectsKey, index < end || expectation.isAtKey, !levels.isEmpty {
          levels[levels.count - 1] = .object(
            key: ControlText.visible(UnsafeBufferPointer(rebasing: bytes[start..<min(index, bytes.count)])))
          expectsKey = false
        }
      default: break
      }
      index += 1
    }
    if expectation.isOfObject, case .object? = levels.last { levels.removeLast() }
    return text
  }

  private mutating func passComma() {
    switch levels.last {
    case .array(let position): levels[levels.count - 1] = .array(index: position + 1)
    case .object:
      levels[levels.count - 1] = .object(key: nil)
      expectsKey = true
    case nil: break
    }
  }

  private var text: String {
    let shown = levels.prefix(Self.stepLimit).reduce(into: root) { path, level in
      switch level {
      case .object(nil): break
      case .object(let key?): path += Self.isPlain(key) ? "." + key : "[\"" + key + "\"]"
      case .array(let position): path += "[\(position)]"
      }
    }
    return levels.count > Self.stepLimit ? shown + "…" : shown
  }

  private static func isPlain(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x5F }
  }
}

extension Expectation {
  /// Whether the fault is at the opening quote of a key and is a fault of the key.
  fileprivate var isAtKey: Bool {
    switch self {
    case .uniqueKey, .uniqueField: true
    default: false
    }
  }

  /// Whether the fault is at the end of an object and is a fault of the object.
  fileprivate var isOfObject: Bool {
    switch self {
    case .field, .groupUID, .groupAttributes, .data: true
    default: false
    }
  }
}
