import ByteText
import CSQLiteExtension

/// A scan of `compare`. SQLite sees the first member.
struct CompareScan {
  var base = sqlite3_vtab_cursor()
  let state: UnsafeMutablePointer<CompareState>
  var plan = ComparePlan(usedColumns: 0)
  /// The pair that is the current row, and the one behind the last.
  var place = 0
  private var end = 0
  /// Whether the pairs are all, in the order of their ids.
  private var isPairedByID = false

  private var arguments = TextList()
  private var database = "main"
  /// Open for as long as rows are read, so that all of them are of the same moment.
  private var reader: InnerStatement?
  private var readings: (old: FileReading, new: FileReading)?
  private var fields: ComparedFields = []
  private var old = ComparedSide()
  private var new = ComparedSide()
  private var codes = ComparedCodes()
  private(set) var pairs = FilePairs()
  private var lookups: (old: Lookup, new: Lookup)?

  /// A statement for the fields that are looked up, and the place of the pair that it stands at.
  private struct Lookup {
    let statement: InnerStatement
    var place: Int?
  }

  init(state: UnsafeMutablePointer<CompareState>) { self.state = state }

  private var routines: UnsafePointer<SQLiteRoutines> { state.pointee.routines }

  var isAtEnd: Bool { place >= end }

  /// Moves to the first row.
  ///
  /// - Parameter values: the arguments, the change, and a file's id, as the plan asked for them.
  mutating func start(_ plan: ComparePlan, _ values: UnsafeBufferPointer<OpaquePointer?>) throws(CompareFault) {
    guard state.pointee.collector == nil else { throw .withinItself }
    self.plan = plan
    let nameCount = plan.hasDatabase ? 3 : 2
    let names = values.prefix(nameCount).map(routines.pointee.value)
    let changes = try changes(plan, plan.changes == .all ? nil : values[nameCount])
    let wanted = plan.fields(for: changes)
    if !isOf(names) || !fields.isSuperset(of: wanted) {
      try read(names, wanted)
    }
    if plan.findsFile {
      try find(values.last ?? nil, keeping: changes)
    } else {
      isPairedByID = false
      pairs.free(routines)
      try pairs.pair(old, new, keeping: changes, routines)
      try pairs.sort(by: plan.order, old, new, codes, routines)
      (place, end) = (0, pairs.pairs.count)
    }
    if let lookups {
      self.lookups = (Lookup(statement: lookups.old.statement), Lookup(statement: lookups.new.statement))
    }
  }

  /// Moves to the row of one file, if there is one.
  ///
  /// - Parameter value: its id.
  private mutating func find(_ value: OpaquePointer?, keeping changes: FileChanges) throws(CompareFault) {
    if !isPairedByID {
      pairs.free(routines)
      try pairs.pair(old, new, keeping: .all, routines)
      try pairs.sort(by: [CompareOrder(column: .fileID, isDescending: false)], old, new, codes, routines)
      isPairedByID = true
    }
    (place, end) = (0, 0)
    guard let id = routines.pointee.comparedText(value), let found = pairs.find(id, old, new) else { return }
    guard changes.contains(FileChanges(FilePairs.change(pairs.pairs[found], old, new))) else { return }
    (place, end) = (found, found + 1)
  }

  mutating func close() {
    forget()
    arguments.free(routines)
  }

  /// Gives the value of a column of the current row.
  mutating func give(_ column: Int32, to context: OpaquePointer?) throws(CompareFault) {
    let pair = pairs.pairs[place]
    switch CompareColumn(column) {
    case .change:
      if pair.old != FilePairs.Pair.none, pair.new != FilePairs.Pair.none { try readDigests() }
      let word = FilePairs.change(pair, old, new).word
      routines.pointee.resultText(
        context, UnsafeRawPointer(word.utf8Start).assumingMemoryBound(to: CChar.self), Int32(word.utf8CodeUnitCount),
        nil)
    case .fileID: give(FilePairs.id(pair, old, new), to: context)
    case .ofOld(let field) where pair.old != FilePairs.Pair.none:
      if field.lookupPlace == nil {
        give(field, old, Int(pair.old), to: context)
      } else {
        try lookUp(field, isOld: true, key: old.keys[Int(pair.old)], to: context)
      }
    case .ofNew(let field) where pair.new != FilePairs.Pair.none:
      if field.lookupPlace == nil {
        give(field, new, Int(pair.new), to: context)
      } else {
        try lookUp(field, isOld: false, key: new.keys[Int(pair.new)], to: context)
      }
    case .argument(let number) where number < arguments.count: give(arguments[number], to: context)
    default: routines.pointee.resultNull(context)
    }
  }
}

extension CompareScan {
  /// Whether the sides are of the exports that are named.
  private func isOf(_ names: [SQLValue]) -> Bool {
    guard readings != nil, names.count == arguments.count else { return false }
    return names.indices.allSatisfy { number in
      guard case .text(let name) = names[number] else { return false }
      return name.utf8.elementsEqual(arguments[number])
    }
  }

  private func changes(_ plan: ComparePlan, _ value: OpaquePointer?) throws(CompareFault) -> FileChanges {
    func change(_ value: OpaquePointer?) -> FileChanges {
      // A blob is no text, whatever its bytes.
      guard routines.pointee.valueType(value) == 3, case .text(let word) = routines.pointee.value(value) else {
        return []
      }
      let change = FileChange.allCases.first { "\($0.word)".hasSameBytes(as: word) }
      return change.map(FileChanges.init) ?? []
    }
    switch plan.changes {
    case .all: return .all
    case .one: return change(value)
    case .list:
      guard let list = routines.pointee.tables.inRoutines else { return .all }
      var found: FileChanges = []
      var next: OpaquePointer?
      var code = list.first(value, &next)
      while code == 0, next != nil {
        found.formUnion(change(next))
        code = list.next(value, &next)
      }
      if code != 0, code != 101 { throw .sqlite(code) }
      return found
    }
  }

  /// Reads both exports.
  private mutating func read(_ names: [SQLValue], _ wanted: ComparedFields) throws(CompareFault) {
    forget()
    arguments.removeAll()
    let texts = try names.enumerated().map { place, name throws(CompareFault) in
      switch name {
      case .null: throw CompareFault.noName(isDatabase: place == 2)
      case .integer(let number): return String(number)
      case .real(let number): return String(number)
      case .text(let text): return text
      }
    }
    database = texts.count > 2 ? texts[2] : "main"
    let reader = try InnerStatement(
      "SELECT 1 FROM \"\(database.doubling("\""))\".exports", on: state, database: database)
    self.reader = reader
    _ = try reader.step()
    let oldExport = try ComparedExport(named: texts[0], in: database, on: state)
    let newExport = try ComparedExport(named: texts[1], in: database, on: state)
    let readings = (
      old: try FileReading(of: oldExport, in: database, on: state),
      new: try FileReading(of: newExport, in: database, on: state)
    )
    var fields = wanted
    if !readings.old.isRepeatable || !readings.new.isRepeatable, plan.uses(.change) { fields.insert(.digests) }
    try readings.old.read(fields, into: &old, codes: &codes, database: database, on: state)
    try readings.new.read(fields, into: &new, codes: &codes, database: database, on: state)
    if ComparedField.lookedUp.contains(where: plan.uses) {
      let oldStatement = try lookupStatement()
      do throws(CompareFault) {
        lookups = (Lookup(statement: oldStatement), Lookup(statement: try lookupStatement()))
      } catch {
        oldStatement.finalize()
        throw error
      }
    }
    for var text in texts {
      let fault: CompareFault? = text.withUTF8 { bytes in
        do throws(CompareFault) {
          try arguments.append(bytes, routines)
          return nil
        } catch { return error }
      }
      if let fault { throw fault }
    }
    (self.readings, self.fields) = (readings, fields)
  }

  /// Reads the digests, which the condition did not need, for a change that is given all the same.
  private mutating func readDigests() throws(CompareFault) {
    guard !fields.contains(.digests), let readings else { return }
    try readings.old.read(.digests, into: &old, codes: &codes, database: database, on: state)
    try readings.new.read(.digests, into: &new, codes: &codes, database: database, on: state)
    fields.insert(.digests)
    guard old.digests.count == old.count, new.digests.count == new.count else { throw .changed }
  }

  private mutating func forget() {
    old.free(routines)
    new.free(routines)
    codes.free(routines)
    pairs.free(routines)
    lookups?.old.statement.finalize()
    lookups?.new.statement.finalize()
    lookups = nil
    reader?.finalize()
    reader = nil
    readings = nil
    fields = []
    isPairedByID = false
  }
}

extension CompareScan {
  @inline(__always)
  private func give(_ field: ComparedField, _ side: ComparedSide, _ row: Int, to context: OpaquePointer?) {
    switch field {
    case .key: routines.pointee.resultInteger(context, side.keys[row])
    case .digest: routines.pointee.resultInteger(context, side.digests[row])
    default:
      guard let place = field.codePlace else { return routines.pointee.resultNull(context) }
      let code = side.codes(place)[row]
      if code == 0 { return routines.pointee.resultNull(context) }
      give(codes.place(place)[code], to: context)
    }
  }

  /// Gives text, which SQLite copies: a row can outlast the scan in what sorts or keeps it.
  @inline(__always)
  private func give(_ text: UnsafeBufferPointer<UInt8>, to context: OpaquePointer?) {
    let start = text.baseAddress.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) }
    guard let start, !text.isEmpty else { return routines.pointee.resultText(context, "", 0, SQLiteRoutines.copyIt) }
    routines.pointee.resultText(context, start, Int32(clamping: text.count), SQLiteRoutines.copyIt)
  }

  private func lookupStatement() throws(CompareFault) -> InnerStatement {
    let columns = ComparedField.lookedUp.map(\.rawValue).joined(separator: ", ")
    return try InnerStatement(
      "SELECT \(columns) FROM \"\(database.doubling("\""))\".files WHERE file_key = ?1", on: state, database: database)
  }

  private mutating func lookUp(
    _ field: ComparedField, isOld: Bool, key: Int64, to context: OpaquePointer?
  ) throws(CompareFault) {
    guard let lookups, let column = field.lookupPlace else { return routines.pointee.resultNull(context) }
    let lookup = isOld ? lookups.old : lookups.new
    if lookup.place != place {
      lookup.statement.reset()
      try lookup.statement.bind(key, 1)
      guard try lookup.statement.step() else { throw .changed }
      if isOld { self.lookups?.old.place = place } else { self.lookups?.new.place = place }
    }
    routines.pointee.tables.resultValue(context, lookup.statement.result(Int32(column)))
  }
}

extension SQLiteRoutines {
  /// The text that SQLite compares a column of texts with, which a number becomes; nil for NULL and for a blob, which no
  /// text equals. It lasts as long as the value.
  fileprivate func comparedText(_ value: OpaquePointer?) -> UnsafeBufferPointer<UInt8>? {
    guard (1...3).contains(valueType(value)), let start = valueText(value) else { return nil }
    return UnsafeBufferPointer(start: start, count: Int(valueBytes(value)))
  }
}
