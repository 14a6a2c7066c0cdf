import ByteText

/// How the files of one export are read: always in the same order.
struct FileReading: BitwiseCopyable {
  let exportID: Int64
  /// The part of the table that is read from one end to the other; nil to go by an index.
  var first: Int64?
  var last: Int64?
  var isEmpty = false

  init(
    of export: ComparedExport, in database: String, on state: UnsafePointer<CompareState>
  ) throws(CompareFault) {
    exportID = export.id
    guard let range = try FileKeyRange(of: export, in: database, on: state) else {
      isEmpty = true
      return
    }
    if range.isDense(recordCount: export.recordCount) { (first, last) = (range.first, range.last) }
  }

  /// Whether a second reading finds the files in the order of the first, whatever is read of them.
  var isRepeatable: Bool { first != nil || isEmpty }

  /// Adds some fields of all files to a side.
  ///
  /// - Throws: ``CompareFault``.
  func read(
    _ fields: ComparedFields, into side: inout ComparedSide, codes: inout ComparedCodes, database: String,
    on state: UnsafeMutablePointer<CompareState>
  ) throws(CompareFault) {
    guard !isEmpty, !fields.isEmpty else { return }
    let columns = fields.columns
    let range = first == nil ? "" : " AND file_key BETWEEN ?2 AND ?3"
    let sql = """
      SELECT \(FileCollector.functionName)(\(columns.joined(separator: ", "))) \
      FROM "\(database.doubling("\""))".files\(first == nil ? "" : " NOT INDEXED") WHERE export_id = ?1\(range)
      """
    let statement = try InnerStatement(sql, on: state, database: database)
    defer { statement.finalize() }
    try statement.bind(exportID, 1)
    if let first, let last {
      try statement.bind(first, 2)
      try statement.bind(last, 3)
    }
    var collector = FileCollector(
      fields: fields, count: columns.count, routines: state.pointee.routines, side: side, codes: codes)
    let fault: CompareFault? = withUnsafeMutablePointer(to: &collector) { pointer in
      state.pointee.collector = pointer
      defer { state.pointee.collector = nil }
      do throws(CompareFault) {
        _ = try statement.step()
        return nil
      } catch {
        return pointer.pointee.fault ?? error
      }
    }
    // Also after a fault: what was allocated is freed with the side.
    (side, codes) = (collector.side, collector.codes)
    if let fault { throw fault }
  }
}
