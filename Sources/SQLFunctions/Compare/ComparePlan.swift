import CSQLiteExtension

/// How `compare` is read for a statement: chosen when the statement is compiled, and handed to each scan as a number and
/// a text (<https://sqlite.org/vtab.html#the_xbestindex_method>).
struct ComparePlan {
  /// One bit for each of ``CompareColumn/all``.
  var usedColumns: UInt32
  var hasDatabase = false
  /// How the kinds of change come that are asked for.
  var changes = Changes.all
  /// Whether one file is looked up: the last argument is its id.
  var findsFile = false
  var order: [CompareOrder] = []

  enum Changes {
    case all
    /// An argument is one of them.
    case one
    /// An argument is the list of an IN.
    case list
  }

  func uses(_ column: CompareColumn) -> Bool {
    CompareColumn.all.firstIndex(of: column).map { usedColumns & 1 << UInt32($0) != 0 } ?? false
  }

  /// Whether a field of either export is used, by the statement or by the order.
  func uses(_ field: ComparedField) -> Bool {
    uses(.ofOld(field)) || uses(.ofNew(field))
      || order.contains { $0.column == .ofOld(field) || $0.column == .ofNew(field) }
  }

  /// What must be read of the files before the first row is given.
  func fields(for kept: FileChanges) -> ComparedFields {
    var fields: ComparedFields = .ids
    if uses(.key) || ComparedField.lookedUp.contains(where: uses) { fields.insert(.keys) }
    for (place, field) in ComparedField.coded.enumerated() where uses(field) { fields.insert(.code(place)) }
    // A condition on the change is not a use of it; but SQLite does not tell them apart.
    let givesChange = changes == .all && uses(.change) || order.contains { $0.column == .change }
    if uses(.digest) || givesChange || kept.dependsOnDigest { fields.insert(.digests) }
    return fields
  }
}

extension ComparePlan {
  /// Stands for a plan without arguments.
  static let noArguments: Int32 = -1
  private static let columnBits: Int32 = 1 << 27 - 1
  private static let fileFlag: Int32 = 1 << 27
  private static let databaseFlag: Int32 = 1 << 28
  private static let oneFlag: Int32 = 1 << 29
  private static let listFlag: Int32 = 1 << 30

  /// Reads what ``encoded`` and ``encodedOrder`` wrote.
  init(_ number: Int32, _ order: UnsafePointer<CChar>?) {
    usedColumns = UInt32(number & Self.columnBits)
    findsFile = number & Self.fileFlag != 0
    hasDatabase = number & Self.databaseFlag != 0
    changes = number & Self.listFlag != 0 ? .list : number & Self.oneFlag != 0 ? .one : .all
    guard var next = order else { return }
    while next.pointee != 0 {
      let letter = UInt8(bitPattern: next.pointee)
      let isDescending = letter >= UInt8(ascii: "a")
      if let column = CompareColumn(Int32(letter) - Int32(UInt8(ascii: isDescending ? "a" : "A"))) {
        self.order.append(CompareOrder(column: column, isDescending: isDescending))
      }
      next += 1
    }
  }

  private var encoded: Int32 {
    Int32(usedColumns) | (hasDatabase ? Self.databaseFlag : 0) | (changes == .one ? Self.oneFlag : 0)
      | (changes == .list ? Self.listFlag : 0) | (findsFile ? Self.fileFlag : 0)
  }

  /// A letter for each term, a small one for a descending one.
  private var encodedOrder: [UInt8] {
    order.compactMap { term in
      CompareColumn.all.firstIndex(of: term.column).map {
        UInt8($0) + UInt8(ascii: term.isDescending ? "a" : "A")
      }
    }
  }

  /// Chooses a plan, and tells SQLite.
  ///
  /// - Returns: nil where arguments come from a table that this order of a join reads later.
  /// - Throws: ``CompareFault/outOfMemory``.
  static func choose(
    _ info: UnsafeMutablePointer<sqlite3_index_info>, _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) -> ComparePlan? {
    var plan = ComparePlan(usedColumns: UInt32(truncatingIfNeeded: info.pointee.colUsed) & UInt32(columnBits))
    var arguments: [Int?] = [nil, nil, nil]
    var isMentioned = [false, false, false]
    var change: Int?
    var fileID: Int?
    for place in 0..<Int(info.pointee.nConstraint) {
      let constraint = info.pointee.aConstraint[place]
      guard Int32(constraint.op) == SQLITE_INDEX_CONSTRAINT_EQ else { continue }
      switch CompareColumn(constraint.iColumn) {
      case .argument(let number):
        isMentioned[number] = true
        if constraint.usable != 0, arguments[number] == nil { arguments[number] = place }
      case .change:
        if constraint.usable != 0, change == nil, isBinary(place, info, routines) { change = place }
      case .fileID:
        if constraint.usable != 0, fileID == nil, isBinary(place, info, routines) { fileID = place }
      default: break
      }
    }
    guard isMentioned[0], isMentioned[1] else {
      // SQLite also asks for each part of an OR alone, without the arguments. Where it means it, the scan says so.
      info.pointee.idxNum = noArguments
      info.pointee.estimatedCost = 1e50
      return plan
    }
    for number in 0..<3 where isMentioned[number] && arguments[number] == nil { return nil }

    var next: Int32 = 1
    for place in arguments.compactMap({ $0 }) + [change].compactMap({ $0 }) {
      info.pointee.aConstraintUsage[place].argvIndex = next
      info.pointee.aConstraintUsage[place].omit = 1
      next += 1
    }
    // SQLite compares the id once more: what it is compared with can be a number.
    if let fileID { info.pointee.aConstraintUsage[fileID].argvIndex = next }
    plan.findsFile = fileID != nil
    plan.hasDatabase = arguments[2] != nil
    if let change {
      // Before SQLite 3.38, an IN is read once for each of its values.
      let isList = routines.pointee.tables.inRoutines?.isIn(info, Int32(change), 1) == 1
      plan.changes = isList ? .list : .one
    }
    plan.take(info)
    info.pointee.idxNum = plan.encoded
    try plan.keepOrder(info, routines)
    // Both exports are read for a scan: better once than for each row of another table.
    info.pointee.estimatedCost = 1_000_000
    info.pointee.estimatedRows = plan.changes == .all ? 200_000 : 20_000
    guard plan.findsFile else { return plan }
    // For the first file both exports are read, for those after it nothing: more than a look-up in a table with an index.
    info.pointee.estimatedCost = 2_000
    info.pointee.estimatedRows = 1
    return plan
  }

  /// Takes the order that the statement wants, if rows can be given in it.
  private mutating func take(_ info: UnsafeMutablePointer<sqlite3_index_info>) {
    for place in 0..<Int(info.pointee.nOrderBy) {
      let term = info.pointee.aOrderBy[place]
      guard let column = CompareColumn(term.iColumn), column == .fileID || column.hasFewValues else {
        order = []
        return
      }
      order.append(CompareOrder(column: column, isDescending: term.desc != 0))
      // No two rows have the same id.
      if column == .fileID { break }
    }
    if !order.isEmpty { info.pointee.orderByConsumed = 1 }
  }

  private func keepOrder(
    _ info: UnsafeMutablePointer<sqlite3_index_info>, _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) {
    let letters = encodedOrder
    guard !letters.isEmpty else { return }
    guard let text = routines.pointee.tables.copy(letters) else { throw .outOfMemory }
    info.pointee.idxStr = text
    info.pointee.needToFreeIdxStr = 1
  }

  /// Whether texts are compared byte by byte.
  private static func isBinary(
    _ place: Int, _ info: UnsafeMutablePointer<sqlite3_index_info>, _ routines: UnsafePointer<SQLiteRoutines>
  ) -> Bool {
    guard let collation = routines.pointee.tables.collation(info, Int32(place)) else { return false }
    return String(cString: collation).utf8.elementsEqual("BINARY".utf8)
  }
}

extension TableRoutines {
  /// A C string in SQLite's own memory, which SQLite frees; nil where there is none left.
  func copy(_ text: [UInt8]) -> UnsafeMutablePointer<CChar>? {
    guard let memory = reallocate(nil, UInt64(text.count + 1))?.assumingMemoryBound(to: CChar.self) else { return nil }
    for (place, byte) in text.enumerated() { memory[place] = CChar(bitPattern: byte) }
    memory[text.count] = 0
    return memory
  }
}
