import CSQLite

/// A table that SQL reads and a program fills (<https://sqlite.org/vtab.html>).
///
/// `INSERT … SELECT` from a virtual table takes less than half the time of a bind and a step for each row.
package struct VirtualTable {
  /// Its name in the temporary schema.
  package var name: String
  package var columns: [String]
  /// Makes a cursor for a scan.
  package var makeCursor: () -> VirtualCursor

  package init(name: String, columns: [String], makeCursor: @escaping () -> VirtualCursor) {
    self.name = name
    self.columns = columns
    self.makeCursor = makeCursor
  }
}

/// Where a scan is. SQLite asks for it once for each row, so that it is stored: only a move and a value cost a call.
package struct VirtualPosition: BitwiseCopyable {
  /// Whether the scan is past the last row.
  package var isAtEnd = true
  /// The number of the current row.
  package var rowID: Int64 = 0

  package init() {}
}

/// A scan of a virtual table: the memory of its state, which starts with a ``VirtualPosition``, and functions over it.
///
/// An import calls them some ten million times. They are plain functions over memory because a call of an object's
/// method retains the object and checks each access to it: measured, a fifth of the import's time.
package struct VirtualCursor: BitwiseCopyable {
  package typealias Move = @convention(c) (_ state: UnsafeMutableRawPointer) -> Void
  /// The column counts from 0; the last parameter takes the value, see ``VirtualResult``.
  package typealias Value = @convention(c) (_ state: UnsafeMutableRawPointer, Int32, OpaquePointer?) -> Void

  let state: UnsafeMutableRawPointer
  let start: Move
  let next: Move
  let value: Value
  let close: Move

  /// Makes a cursor.
  ///
  /// - Parameters:
  ///   - state: the memory.
  ///   - start: moves to the first row.
  ///   - next: moves to the next row.
  ///   - value: gives the value of a column of the current row.
  ///   - close: frees the memory.
  package init(
    state: UnsafeMutableRawPointer, start: Move, next: Move, value: Value, close: Move
  ) {
    self.state = state
    self.start = start
    self.next = next
    self.value = value
    self.close = close
  }

  @inline(__always)
  var position: UnsafeMutablePointer<VirtualPosition> { state.assumingMemoryBound(to: VirtualPosition.self) }
}

/// Gives a value of a cursor to SQLite. `result` is what ``VirtualCursor/Value`` receives last.
package enum VirtualResult {
  package static func integer(_ number: Int64, into result: OpaquePointer?) { sqlite3_result_int64(result, number) }

  package static func real(_ number: Double, into result: OpaquePointer?) { sqlite3_result_double(result, number) }

  package static func null(into result: OpaquePointer?) { sqlite3_result_null(result) }

  /// Passes on text without a copy: the bytes must be UTF-8 and stay until the statement has ended. NULL for no bytes.
  package static func text(_ start: UnsafePointer<UInt8>?, _ count: Int, into result: OpaquePointer?) {
    guard let start else { return sqlite3_result_null(result) }
    // No destructor is SQLITE_STATIC. The bytes are UTF-8, which SQLite takes as plain characters.
    let characters = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
    sqlite3_result_text64(result, characters, sqlite3_uint64(count), nil, UInt8(SQLITE_UTF8))
  }
}

extension Connection {
  /// Makes virtual tables for the length of a call.
  ///
  /// - Parameters:
  ///   - tables: what they are.
  ///   - module: the name of the module that SQLite knows them by.
  ///   - body: reads from the tables.
  /// - Throws: ``SQLFailure``, and what `body` throws.
  package func withVirtualTables<Value>(
    _ tables: [VirtualTable], module: String, _ body: () throws -> Value
  ) throws -> Value {
    let box = VirtualTables(tables)
    // SQLite keeps the pointer while the tables exist. They are dropped below, before the box is freed.
    let pointer = Unmanaged.passUnretained(box).toOpaque()
    let code = sqlite3_create_module_v2(handle, module, VirtualTables.methods, pointer, nil)
    guard code == SQLITE_OK else { throw SQLFailure.running("CREATE VIRTUAL TABLE", code: code, on: self) }
    defer {
      for table in tables { _ = try? rows("DROP TABLE IF EXISTS temp.\(table.name)") }
      sqlite3_create_module_v2(handle, module, nil, nil, nil)
    }
    for (number, table) in tables.enumerated() {
      _ = try rows("CREATE VIRTUAL TABLE temp.\(table.name) USING \(module)(\(number))")
    }
    return try withExtendedLifetime(box, body)
  }
}

/// The methods of a module, over the tables that were given to it.
private final class VirtualTables {
  let tables: [VirtualTable]

  init(_ tables: [VirtualTable]) { self.tables = tables }

  /// SQLite sees the first member; which table it is follows in memory.
  private struct Table {
    var base = sqlite3_vtab()
    let tables: Unmanaged<VirtualTables>
    let number: Int
  }

  /// SQLite sees the first member; the cursor, which the scan owns, follows in memory.
  private struct Scan {
    var base = sqlite3_vtab_cursor()
    let cursor: VirtualCursor
  }

  // SQLite keeps the pointer, so the methods are never freed. They are written once, and after that only read.
  nonisolated(unsafe) static let methods: UnsafePointer<sqlite3_module> = {
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
    methods.pointee.xOpen = { table, scan in
      guard let table, let scan else { return SQLITE_MISUSE }
      let values = UnsafeMutableRawPointer(table).assumingMemoryBound(to: Table.self).pointee
      let cursor = values.tables.takeUnretainedValue().tables[values.number].makeCursor()
      let opened = UnsafeMutablePointer<Scan>.allocate(capacity: 1)
      opened.initialize(to: Scan(cursor: cursor))
      scan.pointee = UnsafeMutableRawPointer(opened).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    methods.pointee.xClose = { scan in
      guard let scan else { return SQLITE_MISUSE }
      let cursor = cursor(scan)
      cursor.close(cursor.state)
      VirtualTables.scan(scan).deallocate()
      return SQLITE_OK
    }
    methods.pointee.xFilter = { scan, _, _, _, _ in
      guard let scan else { return SQLITE_MISUSE }
      let cursor = cursor(scan)
      cursor.start(cursor.state)
      return SQLITE_OK
    }
    methods.pointee.xNext = { scan in
      guard let scan else { return SQLITE_MISUSE }
      let cursor = cursor(scan)
      cursor.next(cursor.state)
      return SQLITE_OK
    }
    methods.pointee.xEof = { scan in
      guard let scan else { return 1 }
      return cursor(scan).position.pointee.isAtEnd ? 1 : 0
    }
    methods.pointee.xColumn = { scan, context, column in
      guard let scan else { return SQLITE_MISUSE }
      let cursor = cursor(scan)
      cursor.value(cursor.state, column, context)
      return SQLITE_OK
    }
    methods.pointee.xRowid = { scan, rowID in
      guard let scan else { return SQLITE_MISUSE }
      rowID?.pointee = cursor(scan).position.pointee.rowID
      return SQLITE_OK
    }
    return UnsafePointer(methods)
  }()

  /// What `xOpen` allocated; SQLite knows its first member.
  @inline(__always)
  private static func scan(_ scan: UnsafeMutablePointer<sqlite3_vtab_cursor>) -> UnsafeMutablePointer<Scan> {
    UnsafeMutableRawPointer(scan).assumingMemoryBound(to: Scan.self)
  }

  @inline(__always)
  private static func cursor(_ scan: UnsafeMutablePointer<sqlite3_vtab_cursor>) -> VirtualCursor {
    self.scan(scan).pointee.cursor
  }

  private static let connect:
    @convention(c) (
      OpaquePointer?, UnsafeMutableRawPointer?, Int32, UnsafePointer<UnsafePointer<CChar>?>?,
      UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab>?>?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) -> Int32 = { connection, tables, count, arguments, made, _ in
      // The arguments are the module, the schema, the table, and then its number.
      guard let tables, let made, count == 4, let argument = arguments?[3], let number = Int(String(cString: argument))
      else { return SQLITE_MISUSE }
      let box = Unmanaged<VirtualTables>.fromOpaque(tables)
      let columns = box.takeUnretainedValue().tables[number].columns
      let code = sqlite3_declare_vtab(connection, "CREATE TABLE rows (\(columns.joined(separator: ", ")))")
      guard code == SQLITE_OK else { return code }
      let values = UnsafeMutablePointer<Table>.allocate(capacity: 1)
      values.initialize(to: Table(tables: box, number: number))
      made.pointee = UnsafeMutableRawPointer(values).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }

  private static let disconnect: @convention(c) (UnsafeMutablePointer<sqlite3_vtab>?) -> Int32 = { table in
    table?.deallocate()
    return SQLITE_OK
  }
}
