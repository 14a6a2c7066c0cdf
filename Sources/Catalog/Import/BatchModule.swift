import GRDBSQLite

/// The virtual-table module over the batches of an import (<https://sqlite.org/vtab.html>).
///
/// `INSERT … SELECT` from a virtual table takes less than half the time of a bind and a step for each row.
enum BatchModule {
  private struct Table {
    var base = sqlite3_vtab()
    let table: BatchTable
    let feed: Unmanaged<BatchFeed>
  }

  /// Registers the module and creates its tables on a connection, for the length of a call.
  ///
  /// - Parameters:
  ///   - feed: what the tables show.
  ///   - body: inserts from the tables.
  static func withTables<Value>(
    over feed: BatchFeed, on connection: Connection, _ body: () throws -> Value
  ) throws -> Value {
    // SQLite keeps the pointer while the tables exist; they are dropped below, before the feed can go.
    let pointer = Unmanaged.passUnretained(feed).toOpaque()
    let code = sqlite3_create_module_v2(connection.handle, name, methods, pointer, nil)
    guard code == SQLITE_OK else { throw SQLFailure.running("CREATE VIRTUAL TABLE", code: code, on: connection) }
    for table in BatchTable.allCases {
      _ = try connection.rows("CREATE VIRTUAL TABLE temp.\(table.name) USING \(name)(\(table.rawValue))")
    }
    defer {
      for table in BatchTable.allCases { _ = try? connection.rows("DROP TABLE IF EXISTS temp.\(table.name)") }
      sqlite3_create_module_v2(connection.handle, name, nil, nil, nil)
    }
    return try withExtendedLifetime(feed, body)
  }

  private static let name = "pressmark_batch"

  // SQLite keeps the pointer, so that the methods live as long as the program. They are written once and then only
  // read.
  private nonisolated(unsafe) static let methods: UnsafePointer<sqlite3_module> = {
    let methods = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    methods.initialize(to: sqlite3_module())
    methods.pointee.xCreate = connect
    methods.pointee.xConnect = connect
    methods.pointee.xBestIndex = { _, info in
      info?.pointee.estimatedCost = 1000
      info?.pointee.estimatedRows = 1000
      return SQLITE_OK
    }
    methods.pointee.xDisconnect = disconnect
    methods.pointee.xDestroy = disconnect
    methods.pointee.xOpen = { table, cursor in
      guard let table, let cursor else { return SQLITE_MISUSE }
      let values = UnsafeMutableRawPointer(table).assumingMemoryBound(to: Table.self).pointee
      let opened = UnsafeMutablePointer<BatchCursor>.allocate(capacity: 1)
      opened.initialize(to: BatchCursor(table: values.table, feed: values.feed))
      cursor.pointee = UnsafeMutableRawPointer(opened).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    methods.pointee.xClose = { cursor in
      guard let cursor else { return SQLITE_MISUSE }
      BatchModule.cursor(cursor).deallocate()
      return SQLITE_OK
    }
    methods.pointee.xFilter = { cursor, _, _, _, _ in
      guard let cursor else { return SQLITE_MISUSE }
      BatchModule.cursor(cursor).pointee.start()
      return SQLITE_OK
    }
    methods.pointee.xNext = { cursor in
      guard let cursor else { return SQLITE_MISUSE }
      BatchModule.cursor(cursor).pointee.next()
      return SQLITE_OK
    }
    methods.pointee.xEof = { cursor in
      guard let cursor else { return 1 }
      return BatchModule.cursor(cursor).pointee.isAtEnd ? 1 : 0
    }
    methods.pointee.xColumn = { cursor, context, column in
      guard let cursor else { return SQLITE_MISUSE }
      BatchModule.cursor(cursor).pointee.value(column, context)
      return SQLITE_OK
    }
    methods.pointee.xRowid = { cursor, rowID in
      guard let cursor else { return SQLITE_MISUSE }
      rowID?.pointee = BatchModule.cursor(cursor).pointee.rowID
      return SQLITE_OK
    }
    return UnsafePointer(methods)
  }()

  /// The cursor that `xOpen` allocated; SQLite knows its first member.
  @inline(__always)
  private static func cursor(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>) -> UnsafeMutablePointer<BatchCursor> {
    UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: BatchCursor.self)
  }

  private static let connect:
    @convention(c) (
      OpaquePointer?, UnsafeMutableRawPointer?, Int32, UnsafePointer<UnsafePointer<CChar>?>?,
      UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab>?>?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) -> Int32 = { connection, feed, count, arguments, made, _ in
      // The arguments are the module, the schema, the table, and then the number of the BatchTable.
      guard let feed, let made, count == 4, let argument = arguments?[3], let number = Int32(String(cString: argument)),
        let table = BatchTable(rawValue: number)
      else { return SQLITE_MISUSE }
      let code = sqlite3_declare_vtab(connection, "CREATE TABLE batch (\(table.ownColumns.joined(separator: ", ")))")
      guard code == SQLITE_OK else { return code }
      let values = UnsafeMutablePointer<Table>.allocate(capacity: 1)
      values.initialize(to: Table(table: table, feed: Unmanaged.fromOpaque(feed)))
      made.pointee = UnsafeMutableRawPointer(values).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }

  private static let disconnect: @convention(c) (UnsafeMutablePointer<sqlite3_vtab>?) -> Int32 = { table in
    table?.deallocate()
    return SQLITE_OK
  }
}
