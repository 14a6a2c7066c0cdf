/// The distinct label definitions of an import, and the ways in which they are written.
///
/// A label is mostly written in the same bytes each time, so that one comparison of memory recognises it.
struct LabelDictionary: ~Copyable {
  /// A definition that was read.
  struct Entry {
    let definition: LabelDefinition
    let hash: UInt64
    /// Its index in the import; nil until a record that uses it is accepted.
    var index: Int32?
  }

  private struct Slot: BitwiseCopyable {
    var attributeID: Int64
    var entry: Int32
    /// The bytes after the attribute id, with the closing bracket.
    var start: UnsafeMutablePointer<UInt8>?
    var count: Int
  }

  private(set) var entries: [Entry] = []
  private var byDefinition: [LabelDefinition: Int32] = [:]
  /// How many entries have no index yet.
  private(set) var pendingCount = 0
  private(set) var indexCount: Int32 = 0
  private var slots: UnsafeMutablePointer<Slot>
  private static let slotCount = 4096

  init() {
    slots = .allocate(capacity: Self.slotCount)
    slots.initialize(repeating: Slot(attributeID: 0, entry: 0, start: nil, count: 0), count: Self.slotCount)
  }

  deinit {
    for index in 0..<Self.slotCount { slots[index].start?.deallocate() }
    slots.deallocate()
  }

  /// The entry that was last written in exactly these bytes after its id, and their number.
  @inline(__always)
  func recognise(attributeID: Int64, at start: UnsafePointer<UInt8>, available: Int) -> (entry: Int32, count: Int)? {
    let slot = slots[Int(truncatingIfNeeded: attributeID) & (Self.slotCount - 1)]
    guard slot.attributeID == attributeID, slot.count <= available, let bytes = slot.start,
      Memory.areEqual(bytes, start, count: slot.count)
    else { return nil }
    return (slot.entry, slot.count)
  }

  /// Finds or adds a definition, and remembers how it was written.
  @inline(never)
  mutating func enter(
    _ definition: LabelDefinition, written start: UnsafePointer<UInt8>, count: Int
  ) -> Int32 {
    let entry: Int32
    if let known = byDefinition[definition] {
      entry = known
    } else {
      entry = Int32(entries.count)
      entries.append(
        Entry(definition: definition, hash: ContentDigest.hash(attributeID: definition.attributeID), index: nil))
      byDefinition[definition] = entry
      pendingCount += 1
    }
    let slot = slots + (Int(truncatingIfNeeded: definition.attributeID) & (Self.slotCount - 1))
    slot.pointee.start?.deallocate()
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
    bytes.initialize(from: start, count: count)
    slot.pointee = Slot(attributeID: definition.attributeID, entry: entry, start: bytes, count: count)
    return entry
  }

  @inline(__always)
  func hash(of entry: Int32) -> UInt64 { entries[Int(entry)].hash }

  /// The index of an entry that is in use.
  @inline(__always)
  func index(of entry: Int32) -> Int32 { entries[Int(entry)].index ?? 0 }

  /// Gives an entry its index, at the first accepted record that uses it.
  ///
  /// - Returns: the definition where it is new to the import.
  mutating func use(_ entry: Int32) -> LabelDefinition? {
    guard entries[Int(entry)].index == nil else { return nil }
    entries[Int(entry)].index = indexCount
    indexCount += 1
    pendingCount -= 1
    return entries[Int(entry)].definition
  }
}
