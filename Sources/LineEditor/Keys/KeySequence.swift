/// A control sequence, which terminals send for keys other than letters.
struct KeySequence {
  var parameters: [UInt8]
  var final: UInt8

  /// The key; Shift is ignored, except for Shift-Tab and Shift-Enter.
  var key: Key {
    let numbers = parameters.split(separator: 0x3B, omittingEmptySubsequences: false).map(Self.number)
    // The second parameter is 1 plus the modifiers: 1 Shift, 2 Alt, 4 Ctrl.
    let held = max((numbers.count > 1 ? numbers[1] : 1) - 1, 0)
    let isWordwise = held & 6 != 0

    switch final {
    case UInt8(ascii: "A"): return .up
    case UInt8(ascii: "B"): return .down
    case UInt8(ascii: "C"): return isWordwise ? .wordRight : .right
    case UInt8(ascii: "D"): return isWordwise ? .wordLeft : .left
    case UInt8(ascii: "H"): return isWordwise ? .textStart : .home
    case UInt8(ascii: "F"): return isWordwise ? .textEnd : .end
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "Z"): return .backTab
    case UInt8(ascii: "c") where parameters.isEmpty: return .wordRight
    case UInt8(ascii: "d") where parameters.isEmpty: return .wordLeft
    case UInt8(ascii: "u"): return Self.key(code: numbers.first ?? 0, held: held)
    case UInt8(ascii: "~"): break
    default: return .unknown
    }

    switch numbers.first {
    case 1, 7: return isWordwise ? .textStart : .home
    case 4, 8: return isWordwise ? .textEnd : .end
    case 2: return .insert
    case 3: return isWordwise ? .wordDelete : .delete
    case 5: return .pageUp
    case 6: return .pageDown
    case 27 where numbers.count == 3: return Self.key(code: numbers[2], held: held)
    default: return .unknown
    }
  }

  /// A key that followed an Esc.
  static func withMeta(_ key: Key) -> Key {
    switch key {
    case .left: .wordLeft
    case .right: .wordRight
    case .home: .textStart
    case .end: .textEnd
    case .delete: .wordDelete
    case .enter: .metaEnter
    default: key
    }
  }

  /// A key sent as the number of its character and its modifiers.
  private static func key(code: Int, held: Int) -> Key {
    switch code {
    case 13: return held == 0 ? .enter : .metaEnter
    case 9: return held & 1 != 0 ? .backTab : .tab
    case 127, 8: return held & 6 != 0 ? .metaBackspace : .backspace
    case 27: return .escape
    default: break
    }
    guard code >= 0x20, let scalar = Unicode.Scalar(UInt32(code)) else { return .unknown }
    let character = Character(scalar)
    if held & 4 != 0 { return .control(character) }
    if held & 2 != 0 { return .meta(character) }
    return .text(String(character))
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    var number = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit), number < 1_000_000 else { break }
      number = number * 10 + Int(digit - 0x30)
    }
    return number
  }
}
