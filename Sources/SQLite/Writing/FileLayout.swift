import CSQLite

/// Which pages of a database file other connections may read before a transaction has changed any.
///
/// See <https://sqlite.org/fileformat2.html>, sections 1.3 and 1.5.
struct FileLayout {
  let pageSize: Int
  /// The size of the database by its header, in bytes.
  let readSize: sqlite3_int64
  /// A bit for each page, from page 1: whether it is a leaf of the freelist, which holds nothing.
  private var freeBits: [UInt64] = []

  /// - Parameters:
  ///   - connection: in a transaction that has written nothing.
  ///   - file: its file.
  ///   - methods: SQLite's own methods of the file.
  /// - Returns: nil if readers would not use the header's count of pages.
  init?(
    _ connection: Connection, _ file: UnsafeMutablePointer<sqlite3_file>, _ methods: UnsafePointer<sqlite3_io_methods>
  ) throws {
    func number(_ pragma: String) throws -> Int64 {
      try connection.rows("PRAGMA main.\(pragma)").first?.first?.integer ?? 0
    }
    let pageCount = try number("page_count")
    pageSize = Int(try number("page_size"))
    readSize = pageCount * sqlite3_int64(pageSize)
    guard pageCount > 0, pageSize >= 512 else { return nil }

    let pageSize = pageSize
    func page(_ number: Int64) -> [UInt8]? {
      var bytes = [UInt8](repeating: 0, count: pageSize)
      let offset = (number - 1) * sqlite3_int64(pageSize)
      return methods.pointee.xRead(file, &bytes, Int32(pageSize), offset) == SQLITE_OK ? bytes : nil
    }
    // The count is valid only if the last program that changed the file maintains it.
    guard let header = page(1), header.number(at: 28) == pageCount, header[24..<28] == header[92..<96] else {
      return nil
    }
    var trunk = header.number(at: 32)
    let freeCount = header.number(at: 36)
    guard trunk > 0 else { return }
    freeBits = Array(repeating: 0, count: Int(pageCount >> 6) + 1)
    var seen: Int64 = 0
    while trunk > 0, trunk <= pageCount, seen <= freeCount, let bytes = page(trunk) {
      let count = min(bytes.number(at: 4), Int64(pageSize / 4 - 2))
      for index in 0..<Int(count) {
        let leaf = bytes.number(at: 8 + 4 * index)
        if leaf > 1, leaf <= pageCount { freeBits[Int(leaf >> 6)] |= 1 << UInt64(leaf & 63) }
      }
      seen += count + 1
      trunk = bytes.number(at: 0)
    }
    // A freelist that does not agree with the header is not used.
    if trunk != 0 || seen != freeCount { freeBits = [] }
  }

  /// Whether others may read the page at an offset of the file.
  func isRead(at offset: sqlite3_int64) -> Bool {
    guard offset < readSize else { return false }
    guard !freeBits.isEmpty else { return true }
    let page = Int(offset) / pageSize + 1
    return freeBits[page >> 6] & (1 << UInt64(page & 63)) == 0
  }
}

extension [UInt8] {
  /// The 32-bit number at an index, its highest byte first.
  fileprivate func number(at index: Int) -> Int64 {
    self[index..<index + 4].reduce(0) { $0 << 8 | Int64($1) }
  }
}
