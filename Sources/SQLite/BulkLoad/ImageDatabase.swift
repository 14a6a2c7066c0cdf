import CSQLite

/// An attached database whose pages a program makes: SQLite reads a table and its indexes from memory that was filled
/// elsewhere, in the file format (<https://sqlite.org/fileformat2.html>).
///
/// `INSERT INTO … SELECT *` from one table into another of the same form moves the records as they stand, those of the
/// indexes too: see ``Connection/transfer(from:into:indexCount:)``.
///
/// SQLite itself makes the first page, which has the schema, and the image of it in memory
/// (<https://sqlite.org/c3ref/deserialize.html>). The methods of that file are replaced by ones that give the pages of
/// the content that is shown. A transaction takes a database for unchanged as long as it lasts, so a page must never
/// come from SQLite's cache: they are given as mapped memory, which is not cached. ``with(tables:on:_:)`` tries that,
/// and ``checkRead()`` makes sure that a statement has read all pages of the content.
package final class ImageDatabase {
  /// What its tables are qualified with.
  package static let name = "pressmark_images"
  package static let pageSize = 1 << 16
  /// The root page of the table; those of its indexes follow in their order, and then the pages of the content.
  package static let firstPage = 2
  /// What the header says: room for any content.
  private static let pageCount = 1 << 24

  /// SQLite sees the table of methods; this object follows it in memory.
  private struct Methods {
    var table: sqlite3_io_methods
    let database: Unmanaged<ImageDatabase>
  }

  private let file: UnsafeMutablePointer<sqlite3_file>
  private let own: UnsafePointer<sqlite3_io_methods>
  private let methods: UnsafeMutablePointer<Methods>
  private let schemaPage: UnsafeMutableRawBufferPointer
  /// The pages of the content, from ``firstPage`` on, and whether SQLite has read each.
  private var pages: [UnsafeMutableRawPointer] = []
  private var isRead: [Bool] = []

  /// Attaches a database for the length of a call, in a transaction; afterwards it is to be detached by its name.
  ///
  /// - Parameters:
  ///   - tables: the statements that make one table, called `rows`, and its indexes.
  ///   - body: receives nil where this SQLite can't do it. Its statements must be finalized when it returns.
  package static func with<Value>(
    tables: String, on connection: Connection, _ body: (ImageDatabase?) throws -> Value
  ) throws -> Value {
    guard let database = try? ImageDatabase(tables, on: connection) else { return try body(nil) }
    defer { database.file.pointee.pMethods = database.own }
    return try body(database.isLive(on: connection) ? database : nil)
  }

  private init?(_ tables: String, on connection: Connection) throws {
    let sample = try Self.image(of: tables)
    guard sample.count > Self.pageSize, let copy = sqlite3_malloc64(UInt64(sample.count)) else { return nil }
    let bytes = copy.assumingMemoryBound(to: UInt8.self)
    UnsafeMutableRawBufferPointer(start: copy, count: sample.count).copyBytes(from: sample)
    do {
      try connection.allowing { try connection.run("ATTACH ':memory:' AS \(Self.name)") }
    } catch {
      sqlite3_free(copy)
      throw error
    }
    let size = sqlite3_int64(sample.count)
    // SQLite frees the copy, also where this fails.
    let code = sqlite3_deserialize(
      connection.handle, Self.name, bytes, size, size, UInt32(SQLITE_DESERIALIZE_FREEONCLOSE))
    guard code == SQLITE_OK, let file = connection.file(of: Self.name), let own = file.pointee.pMethods,
      own.pointee.iVersion >= 3
    else { return nil }
    self.file = file
    self.own = own
    schemaPage = .allocate(byteCount: Self.pageSize, alignment: 8)
    schemaPage.copyBytes(from: sample[..<Self.pageSize])
    for (index, shift) in [24, 16, 8, 0].enumerated() {
      // The page count of the header, and the count of changes that it is valid for: another than the copy's, so that
      // SQLite reads that one's first page when the methods are its own again.
      schemaPage[28 + index] = UInt8(truncatingIfNeeded: Self.pageCount >> shift)
      schemaPage[24 + index] = 0xA5
      schemaPage[92 + index] = 0xA5
    }
    methods = .allocate(capacity: 1)
    methods.initialize(to: Methods(table: own.pointee, database: Unmanaged.passUnretained(self)))
    methods.pointee.table.showPages()
    file.pointee.pMethods = UnsafeRawPointer(methods).assumingMemoryBound(to: sqlite3_io_methods.self)
    _ = try? connection.rows("PRAGMA \(Self.name).mmap_size = \(1 << 30)")
  }

  deinit {
    methods.deallocate()
    schemaPage.deallocate()
  }

  /// A database that has the tables, as SQLite writes it.
  private static func image(of tables: String) throws -> [UInt8] {
    let settings = "PRAGMA page_size = \(pageSize); PRAGMA auto_vacuum = NONE; PRAGMA encoding = 'UTF-8';"
    return try Database(inMemory: { try $0.run(settings + tables) }).withConnection { connection in
      let roots = try connection.rows("SELECT rootpage FROM sqlite_master ORDER BY rowid").map(\.first?.integer)
      var size: sqlite3_int64 = 0
      guard roots == (0..<roots.count).map({ Int64(firstPage + $0) }),
        let start = sqlite3_serialize(connection.handle, "main", &size, 0)
      else { return [] }
      defer { sqlite3_free(start) }
      return Array(UnsafeBufferPointer(start: start, count: Int(size)))
    }
  }

  /// Shows other content from now on.
  ///
  /// - Parameters:
  ///   - pages: its pages, from ``firstPage`` on, which stay as they are until other content is shown.
  ///   - count: how many of them it has.
  package func show(_ pages: [UnsafeMutableRawPointer], count: Int) {
    self.pages = pages
    isRead.removeAll(keepingCapacity: true)
    isRead.append(contentsOf: repeatElement(false, count: count))
  }

  /// Makes sure that the statements since ``show(_:count:)`` have read all pages.
  package func checkRead() throws {
    guard isRead.contains(false) else { return }
    throw SQLFailure(reason: .other, code: SQLITE_INTERNAL, message: "SQLite has not read all of a batch", sql: "")
  }

  /// Whether what is shown is what SQLite reads, also after other content was shown in the same transaction.
  private func isLive(on connection: Connection) -> Bool {
    // Tables of one row each, whose only difference is its number.
    let samples = (1...3).map { number in
      let page = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pageSize, alignment: 8)
      page.initializeMemory(as: UInt8.self, repeating: 0)
      page.copyBytes(from: [13, 0, 0, 0, 1, 255, 253, 0, 255, 253])
      page[(Self.pageSize - 3)...].copyBytes(from: [1, UInt8(number), 1])
      return page
    }
    defer {
      show([], count: 0)
      for page in samples { page.deallocate() }
    }
    return samples.enumerated().allSatisfy { index, page in
      guard let start = page.baseAddress else { return false }
      show([start], count: 1)
      let rows = try? connection.rows("SELECT rowid FROM \(Self.name).rows NOT INDEXED")
      return rows?.map { $0.first?.integer } == [Int64(index + 1)] && !isRead.contains(false)
    }
  }

  /// The object that belongs to a file's methods.
  fileprivate static func of(_ file: UnsafeMutablePointer<sqlite3_file>) -> ImageDatabase {
    UnsafeRawPointer(file.pointee.pMethods).assumingMemoryBound(to: Methods.self).pointee.database
      .takeUnretainedValue()
  }

  fileprivate static var byteCount: sqlite3_int64 { sqlite3_int64(pageCount) * sqlite3_int64(pageSize) }

  /// What is at an offset of the file; nil where nothing is.
  fileprivate func bytes(at offset: sqlite3_int64) -> UnsafeMutableRawPointer? {
    let (page, rest) = Int(offset).quotientAndRemainder(dividingBy: Self.pageSize)
    if page == 0 { return schemaPage.baseAddress.map { $0 + rest } }
    let index = page + 1 - Self.firstPage
    guard index < isRead.count, index < pages.count else { return nil }
    isRead[index] = true
    return pages[index] + rest
  }
}

extension sqlite3_io_methods {
  /// Replaces the methods that give the content.
  fileprivate mutating func showPages() {
    xFileSize = { _, size in
      size?.pointee = ImageDatabase.byteCount
      return SQLITE_OK
    }
    xRead = { file, buffer, count, offset in
      guard let file, let buffer, Int(offset) % ImageDatabase.pageSize + Int(count) <= ImageDatabase.pageSize,
        let bytes = ImageDatabase.of(file).bytes(at: offset)
      else { return SQLITE_IOERR }
      buffer.copyMemory(from: bytes, byteCount: Int(count))
      return SQLITE_OK
    }
    xFetch = { file, offset, _, page in
      guard let file else { return SQLITE_MISUSE }
      page?.pointee = ImageDatabase.of(file).bytes(at: offset)
      return page?.pointee == nil ? SQLITE_IOERR : SQLITE_OK
    }
    xUnfetch = { _, _, _ in SQLITE_OK }
    xWrite = { _, _, _, _ in SQLITE_READONLY }
    xTruncate = { _, _ in SQLITE_READONLY }
  }
}

extension Connection {
  /// The statement that moves the content of an ``ImageDatabase`` into a table and its indexes, record by record as they
  /// stand.
  ///
  /// It adds the records of each index to that index of the table which has the same columns. They need not belong to
  /// the rows: the indexes may be imposters of any b-trees of the same order.
  ///
  /// - Parameters:
  ///   - table: a table of main with the columns of `rows`, whose indexes have those of the indexes of `rows`.
  ///   - indexCount: how many these are.
  /// - Returns: nil if SQLite would not move the records but make them.
  package func transfer(into table: String, indexCount: Int) throws -> Statement? {
    // A conflict, which can't be, would undo the whole transaction: so the statement needs no journal of its own.
    let sql = "INSERT OR ROLLBACK INTO main.\(table) SELECT * FROM \(ImageDatabase.name).rows"
    let operations = try rows("EXPLAIN " + sql).map { $0.count > 1 ? $0[1].text ?? "" : "" }
    let moved = operations.count { $0 == "RowData" || $0 == "RowCell" }
    guard moved == indexCount + 1, operations.count(where: { $0 == "IdxInsert" }) == indexCount,
      !operations.contains(where: ["MakeRecord", "Column", "Yield", "IdxDelete", "Delete"].contains)
    else { return nil }
    return try statement(sql)
  }
}
