/// Finds the number of a text in a list by its bytes.
///
/// Slots are filled with the hash and the number, and searched from the slot that the hash says; at least half of them
/// are empty. The hash begins with a number of this process, so that no catalog can be made to fill neighbours.
struct TextIndex: BitwiseCopyable {
  private var slots = Block<UInt64>()
  private var used = 0
  private let seed = Self.processSeed

  /// The number of an equal text; nil if there is none, which was then entered with the given number.
  ///
  /// - Parameters:
  ///   - text: is looked for.
  ///   - list: has the texts that were entered.
  ///   - number: is entered; nil to enter nothing.
  mutating func find(
    _ text: UnsafeBufferPointer<UInt8>, in list: TextList, orEnter number: Int?,
    _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) -> Int? {
    if number != nil, 2 * used >= slots.count { try grow(to: max(64, slots.count * 2), list, routines) }
    guard slots.count > 0 else { return nil }
    let hash = hash(text)
    var place = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    while slots[place] != 0 {
      if slots[place] >> 32 == hash & 0xFFFF_FFFF {
        let found = Int(slots[place] & 0xFFFF_FFFF) - 1
        if list[found].compare(text) == 0 { return found }
      }
      place = (place + 1) & (slots.count - 1)
    }
    if let number {
      slots[place] = Self.slot(hash, number)
      used += 1
    }
    return nil
  }

  /// Makes place for as many texts.
  mutating func reserve(
    _ count: Int, _ list: TextList, _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) {
    var size = 64
    while size < 2 * count + 2 { size *= 2 }
    if size > slots.count { try grow(to: size, list, routines) }
  }

  mutating func free(_ routines: UnsafePointer<SQLiteRoutines>) {
    slots.free(routines)
    used = 0
  }

  private mutating func grow(
    to size: Int, _ list: TextList, _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) {
    var larger = Block<UInt64>()
    try larger.append(repeating: 0, count: size, routines)
    for slot in slots.elements where slot != 0 {
      let number = Int(slot & 0xFFFF_FFFF) - 1
      let hash = hash(list[number])
      var place = Int(truncatingIfNeeded: hash >> 32) & (size - 1)
      while larger[place] != 0 { place = (place + 1) & (size - 1) }
      larger[place] = Self.slot(hash, number)
    }
    slots.free(routines)
    slots = larger
  }

  @inline(__always)
  private static func slot(_ hash: UInt64, _ number: Int) -> UInt64 {
    (hash & 0xFFFF_FFFF) << 32 | UInt64(truncatingIfNeeded: number + 1)
  }

  @inline(__always)
  private func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: text.count)
    var index = 0
    if let start = text.baseAddress.map(UnsafeRawPointer.init) {
      while index + 8 <= text.count {
        hash = Self.mixed(hash ^ start.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index += 8
      }
    }
    var rest: UInt64 = 0
    while index < text.count {
      rest = rest << 8 | UInt64(text[index])
      index += 1
    }
    return Self.mixed(hash ^ rest)
  }

  @inline(__always)
  private static func mixed(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  private static let processSeed = UInt64.random(in: .min ... .max)
}
