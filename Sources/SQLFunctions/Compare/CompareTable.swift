import CSQLiteExtension

/// `compare(old, new [, database])`: a table-valued function with a row for each file of either export
/// (<https://sqlite.org/vtab.html#tabfunc2>).
///
/// The files of both are read in the order of the table, a few bytes of each are kept, and then paired: a join of SQL
/// fetches row after row by an index.
package enum CompareTable {
  package static let name = "compare"
  static let parameters = ["old", "new", "database"]
  /// How it is called.
  package static let usage = "compare(old, new [, database])"
  /// The names of its columns.
  package static let columns: [String] = CompareColumn.all.dropLast(parameters.count).map {
    String($0.declaration.prefix { $0 != " " })
  }

  /// SQLite sees the first member.
  private struct Table {
    var base = sqlite3_vtab()
    let state: UnsafeMutablePointer<CompareState>
  }

  // SQLite keeps the pointer, so the methods are never freed. They are written once, and after that only read.
  nonisolated(unsafe) static let methods: UnsafePointer<sqlite3_module> = {
    let methods = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    methods.initialize(to: sqlite3_module())
    // Without xCreate there is one table of the module's name, in every connection.
    methods.pointee.xConnect = { connection, state, _, _, made, _ in
      guard let state, let made else { return SQLITE_MISUSE }
      let state1 = state.assumingMemoryBound(to: CompareState.self)
      let columns = CompareColumn.all.map(\.declaration).joined(separator: ", ")
      let code = state1.pointee.routines.pointee.tables.declareTable(connection, "CREATE TABLE compare (\(columns))")
      guard code == SQLITE_OK else { return code }
      let table = UnsafeMutablePointer<Table>.allocate(capacity: 1)
      table.initialize(to: Table(state: state1))
      made.pointee = UnsafeMutableRawPointer(table).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }
    methods.pointee.xDisconnect = { table in
      table?.deallocate()
      return SQLITE_OK
    }
    methods.pointee.xBestIndex = { table, info in
      guard let table, let info else { return SQLITE_MISUSE }
      return answer(table) { () throws(CompareFault) in
        try ComparePlan.choose(info, state(table).pointee.routines) == nil ? SQLITE_CONSTRAINT : SQLITE_OK
      }
    }
    methods.pointee.xOpen = { table, made in
      guard let table, let made else { return SQLITE_MISUSE }
      let scan = UnsafeMutablePointer<CompareScan>.allocate(capacity: 1)
      scan.initialize(to: CompareScan(state: state(table)))
      made.pointee = UnsafeMutableRawPointer(scan).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    methods.pointee.xClose = { cursor in
      guard let cursor else { return SQLITE_MISUSE }
      scan(cursor).pointee.close()
      scan(cursor).deinitialize(count: 1)
      scan(cursor).deallocate()
      return SQLITE_OK
    }
    methods.pointee.xFilter = { cursor, number, order, count, values in
      guard let cursor else { return SQLITE_MISUSE }
      return answer(cursor.pointee.pVtab) { () throws(CompareFault) in
        guard number != ComparePlan.noArguments else { throw .usage }
        try scan(cursor).pointee.start(
          ComparePlan(number, order), UnsafeBufferPointer(start: values, count: Int(count)))
        return SQLITE_OK
      }
    }
    methods.pointee.xNext = { cursor in
      guard let cursor else { return SQLITE_MISUSE }
      scan(cursor).pointee.place += 1
      return SQLITE_OK
    }
    methods.pointee.xEof = { cursor in
      guard let cursor else { return 1 }
      return scan(cursor).pointee.isAtEnd ? 1 : 0
    }
    methods.pointee.xColumn = { cursor, context, column in
      guard let cursor else { return SQLITE_MISUSE }
      return answer(cursor.pointee.pVtab) { () throws(CompareFault) in
        try scan(cursor).pointee.give(column, to: context)
        return SQLITE_OK
      }
    }
    methods.pointee.xRowid = { cursor, rowID in
      guard let cursor else { return SQLITE_MISUSE }
      rowID?.pointee = Int64(scan(cursor).pointee.place) + 1
      return SQLITE_OK
    }
    return UnsafePointer(methods)
  }()

  @inline(__always)
  private static func scan(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>) -> UnsafeMutablePointer<CompareScan> {
    UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: CompareScan.self)
  }

  private static func state(_ table: UnsafeMutablePointer<sqlite3_vtab>) -> UnsafeMutablePointer<CompareState> {
    UnsafeMutableRawPointer(table).assumingMemoryBound(to: Table.self).pointee.state
  }

  /// SQLite's code for what a call did; where it failed, with our words in the place that SQLite takes them from.
  @inline(__always)
  private static func answer(
    _ table: UnsafeMutablePointer<sqlite3_vtab>?, _ call: () throws(CompareFault) -> Int32
  ) -> Int32 {
    do throws(CompareFault) {
      return try call()
    } catch {
      guard let table else { return error.code }
      if let message = error.message {
        let routines = state(table).pointee.routines
        routines.pointee.tables.free(table.pointee.zErrMsg)
        table.pointee.zErrMsg = routines.pointee.tables.copy(Array(message.utf8))
      }
      return error.code
    }
  }
}
