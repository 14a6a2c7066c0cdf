import CSQLite
import Files

/// Changed pages that are held in a temporary file, while others read the old ones in the database file.
struct HeldPages {
  let layout: FileLayout
  private var spool = Spool()
  /// Where each page is in the spool, by its number from 0.
  private var places: [Int: Int] = [:]

  init(_ layout: FileLayout) { self.layout = layout }

  /// Whether others may read what is at an offset of the file.
  func areRead(at offset: sqlite3_int64) -> Bool { layout.isRead(at: offset) }

  /// Holds a page.
  ///
  /// - Returns: false if the bytes are not one whole page.
  /// - Throws: ``TemporaryFileError`` if the temporary file can't be written.
  mutating func hold(_ bytes: UnsafeRawBufferPointer, at offset: sqlite3_int64) throws -> Bool {
    guard bytes.count == layout.pageSize, Int(offset) % layout.pageSize == 0 else { return false }
    let page = Int(offset) / layout.pageSize
    if let place = places[page] {
      try spool.overwrite(bytes, at: place)
    } else {
      places[page] = spool.count
      try spool.append(bytes)
    }
    return true
  }

  /// Reads from a held page.
  ///
  /// - Returns: false if the page is not held.
  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: sqlite3_int64) throws -> Bool {
    guard !places.isEmpty, offset < layout.readSize else { return false }
    let start = Int(offset) % layout.pageSize
    guard let place = places[Int(offset) / layout.pageSize], start + bytes.count <= layout.pageSize else {
      return false
    }
    try spool.read(into: bytes, at: place + start)
    return true
  }

  /// Passes on all pages, in their order, to be written.
  ///
  /// - Parameter body: receives a page and its offset in the file; returns a result code, which ends the loop if it is
  ///   not `SQLITE_OK`.
  /// - Returns: the last of these codes.
  func write(_ body: (UnsafeRawBufferPointer, sqlite3_int64) -> Int32) throws -> Int32 {
    var page = [UInt8](repeating: 0, count: layout.pageSize)
    for (number, place) in places.sorted(by: { $0.key < $1.key }) {
      try page.withUnsafeMutableBytes { try spool.read(into: $0, at: place) }
      let code = page.withUnsafeBytes { body($0, sqlite3_int64(number * layout.pageSize)) }
      guard code == SQLITE_OK else { return code }
    }
    return SQLITE_OK
  }

  mutating func removeAll() {
    guard !places.isEmpty else { return }
    places = [:]
    spool = Spool()
  }
}
