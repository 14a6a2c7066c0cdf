/// A row in one array of bytes: a copy of a result's row, or a row made of values.
///
/// Each value has an entry of 16 bytes: its kind with the length of a text or blob, then the number, or where the bytes
/// start. The bytes of texts and blobs follow the entries.
package struct RowRecord {
  /// The record, in the byte order of this machine.
  package private(set) var bytes: [UInt8] = []

  private static let entrySize = 16

  package init() {}

  /// A record of values.
  package init(_ values: [QueryValue]) {
    reserveEntries(values.count)
    for (index, value) in values.enumerated() {
      switch value {
      case .null: put(index, kind: 0, length: 0, payload: 0)
      case .integer(let number): put(index, kind: 1, length: 0, payload: UInt64(bitPattern: number))
      case .real(let number): put(index, kind: 2, length: 0, payload: number.bitPattern)
      case .text(let text): put(index, kind: 3, content: text.utf8)
      case .blob(let content): put(index, kind: 4, content: content)
      }
    }
  }

  /// Replaces the record by a copy of a row.
  package mutating func encode(_ row: ResultRow) {
    reserveEntries(row.count)
    for index in 0..<row.count {
      switch row[index] {
      case .null: put(index, kind: 0, length: 0, payload: 0)
      case .integer(let number): put(index, kind: 1, length: 0, payload: UInt64(bitPattern: number))
      case .real(let number): put(index, kind: 2, length: 0, payload: number.bitPattern)
      case .text(let content): put(index, kind: 3, content: content)
      case .blob(let content): put(index, kind: 4, content: content)
      }
    }
  }

  /// Lends the row.
  package func withRow<Value>(columns count: Int, _ body: (ResultRow) throws -> Value) rethrows -> Value {
    try bytes.withUnsafeBytes { try Self.withRow(in: $0, columns: count, body) }
  }

  /// Lends the row that a record's bytes hold.
  ///
  /// - Parameters:
  ///   - bytes: what ``bytes`` gave.
  ///   - count: how many values the row has.
  package static func withRow<Value>(
    in bytes: UnsafeRawBufferPointer, columns count: Int, _ body: (ResultRow) throws -> Value
  ) rethrows -> Value {
    precondition(bytes.count >= count * entrySize, "a record is shorter than its row")
    return try body(ResultRow(record: bytes, count: count))
  }

  static func value(in bytes: UnsafeRawBufferPointer, at index: Int) -> ResultValue {
    let entry = index * entrySize
    let head = bytes.loadUnaligned(fromByteOffset: entry, as: UInt64.self)
    let payload = bytes.loadUnaligned(fromByteOffset: entry + 8, as: UInt64.self)
    var content: UnsafeRawBufferPointer {
      let start = Int(truncatingIfNeeded: payload)
      return UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(truncatingIfNeeded: head >> 8)])
    }
    switch head & 0xFF {
    case 1: return .integer(Int64(bitPattern: payload))
    case 2: return .real(Double(bitPattern: payload))
    case 3: return .text(content)
    case 4: return .blob(content)
    default: return .null
    }
  }

  private mutating func reserveEntries(_ count: Int) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: repeatElement(0, count: count * Self.entrySize))
  }

  private mutating func put(_ index: Int, kind: UInt64, content: some Collection<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: content)
    put(index, kind: kind, length: UInt64(bytes.count - start), payload: UInt64(start))
  }

  private mutating func put(_ index: Int, kind: UInt64, length: UInt64, payload: UInt64) {
    bytes.withUnsafeMutableBytes { bytes in
      bytes.storeBytes(of: length << 8 | kind, toByteOffset: index * Self.entrySize, as: UInt64.self)
      bytes.storeBytes(of: payload, toByteOffset: index * Self.entrySize + 8, as: UInt64.self)
    }
  }
}
