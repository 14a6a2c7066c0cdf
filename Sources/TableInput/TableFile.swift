import ExportFormat
import ExportInput
import FileNames

/// A file that holds a table: delimited text, or JSON; plain or compressed.
///
/// It is read twice: first to the end, to learn its columns and their types from all its values, then for its rows. So
/// the memory it takes does not grow with it, and no late value can contradict a guess. What comes from a pipe is kept
/// in a temporary file in between.
///
/// ```swift
/// let file = try TableFile("predictions.csv")
/// file.columns  // file_id TEXT, score REAL
/// try file.forEachBatch { batch in … }
/// ```
package final class TableFile {
  /// The most columns of a table, as SQLite has it.
  package static let columnLimit = 2000

  /// The path for people; `-` is standard input.
  package let name: String
  package internal(set) var columns: [TableColumn] = []
  package private(set) var rowCount = 0
  package internal(set) var remarks: [TableRemark] = []

  private let path: String
  let options: TableOptions
  private let report: (Progress) throws -> Void
  private var feed: FileFeed
  /// How it is read; nil for JSON.
  var dialect: Dialect?
  var hasHeader = false
  /// The keys of JSON's objects.
  private var keys: [[UInt8]] = []
  private var total = 0

  /// How far a reading is.
  package struct Progress: Sendable {
    /// Whether rows are being stored, not looked at.
    package var isStoring: Bool
    package var rowCount: Int
    /// From 0 to 1; nil for a pipe.
    package var share: Double?
  }

  /// Reads the file once.
  ///
  /// - Parameters:
  ///   - path: as ``PathText`` has it; `-` for standard input.
  ///   - options: what the content is not to decide.
  ///   - report: is told now and then how far it is; what it throws ends the reading.
  /// - Throws: ``TableFault``, ``InputError``.
  package init(
    _ path: String, options: TableOptions = TableOptions(), report: @escaping (Progress) throws -> Void = { _ in }
  ) throws {
    self.path = path
    name = path == "-" ? "-" : PathText.shown(path)
    self.options = options
    self.report = report
    feed = FileFeed(try DataFile(path))
    if feed.file.isArchive { throw TableFault.otherKind(.archive, name: name) }
    try examine()
  }

  // MARK: The first reading

  private func examine() throws {
    let buffer = ByteBuffer(feed)
    _ = try buffer.refill()
    if let kind = ContentGuess.otherKind(buffer.content, path: path) { throw TableFault.otherKind(kind, name: name) }
    let skipped = try passStart(of: buffer)
    if ContentGuess.isJSON(buffer.content, path: path, options) { return try examineJSON(buffer) }
    try chooseDialect(buffer)
    do {
      let marks = try examineDelimited(buffer, line: skipped + 1)
      // Without a word of the user, quotes and escapes of a tab-separated file are what the whole of it shows.
      guard dialect?.marksNull == true, options.format != .tsv else { return finishExamination() }
      if marks.areQuoted, try examineWithQuotes() { return finishExamination() }
      dialect?.hasEscapes = marks.areEscaped
      dialect?.emptyIsText = marks.nulls > 0
    } catch let fault as TableFault {
      guard dialect?.marksNull == true, options.format != .tsv, try examineWithQuotes() else { throw fault }
    }
    finishExamination()
  }

  /// Passes over a byte-order mark and the lines that are to be skipped.
  ///
  /// - Returns: how many lines.
  private func passStart(of buffer: ByteBuffer) throws -> Int {
    if buffer.content.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.start += 3 }
    for line in 0..<options.skippedLines {
      while true {
        if let end = buffer.content.firstIndex(of: 0x0A) {
          buffer.start += end + 1
          break
        }
        buffer.start = buffer.end
        if buffer.isAtEnd { return line }
        _ = try buffer.refill()
      }
    }
    return options.skippedLines
  }

  private func chooseDialect(_ buffer: ByteBuffer) throws {
    while true {
      let guess = DialectGuess(name: name, sample: buffer.content, isWhole: buffer.isAtEnd)
      var separator = options.separator
      if separator == nil, options.format == .tsv { separator = Dialect.tab }
      if separator == nil { separator = guess.separator(preferred: ContentGuess.separator(for: path, options)) }
      var dialect = separator == Dialect.tab && options.separator == nil ? Dialect.tsv : Dialect(separator: separator)
      if options.format == .tsv {
        dialect.hasEscapes = true
        dialect.emptyIsText = true
      }
      dialect.endsAtCarriageReturn = guess.endsAtCarriageReturn
      let rows = guess.rows(dialect).rows
      if guess.needsMore, try buffer.refill() { continue }
      self.dialect = dialect
      hasHeader = options.hasHeader ?? HeaderGuess.isHeader(rows)
      return
    }
  }

  var guesses: [ColumnGuess] = []
  var header: [String]?
  var blankLines = 0

  private func examineDelimited(_ buffer: ByteBuffer, line: Int) throws -> FieldMarks {
    let parser = DelimitedParser(dialect ?? Dialect(separator: nil), name: name, line: line)
    guesses = []
    header = nil
    rowCount = 0
    try forEachRow(of: parser, in: buffer) {
      if parser.expected == nil {
        guard parser.cellCount <= Self.columnLimit else {
          throw TableFault.columnCount(parser.cellCount, limit: Self.columnLimit, name: name)
        }
        parser.expected = parser.cellCount
        guesses = Array(repeating: ColumnGuess(), count: parser.cellCount)
        if hasHeader {
          header = (0..<parser.cellCount).map { Self.text(parser.cells[$0], buffer.base) }
          return
        }
      }
      note(parser, buffer.base)
    }
    guard parser.expected != nil else { throw TableFault.empty(name: name) }
    blankLines = parser.blankLines
    total = buffer.total
    return parser.marks
  }

  private func note(_ parser: some RowParser, _ base: UnsafePointer<UInt8>) {
    rowCount += 1
    let cells = parser.cells
    let line = parser.rowLine
    guesses.withUnsafeMutableBufferPointer { guesses in
      for index in guesses.indices { guesses[index].add(cells[index], base, line: line) }
    }
  }

  /// Reads a tab-separated file again, with quotes.
  ///
  /// - Returns: false where it can't be read so; all is as it was then.
  private func examineWithQuotes() throws -> Bool {
    let before = (dialect, hasHeader, guesses, header, rowCount, blankLines, total)
    do {
      let buffer = try reopened()
      let line = try passStart(of: buffer) + 1
      var quoted = Dialect(separator: Dialect.tab)
      quoted.endsAtCarriageReturn = dialect?.endsAtCarriageReturn ?? false
      dialect = quoted
      if options.hasHeader == nil {
        let guess = DialectGuess(name: name, sample: buffer.content, isWhole: buffer.isAtEnd)
        hasHeader = HeaderGuess.isHeader(guess.rows(quoted).rows)
      }
      _ = try examineDelimited(buffer, line: line)
      remarks.append(.quotes)
      return true
    } catch is TableFault {
      (dialect, hasHeader, guesses, header, rowCount, blankLines, total) = before
      return false
    }
  }

  private func examineJSON(_ buffer: ByteBuffer) throws {
    let parser = JSONParser(name: name, columnLimit: Self.columnLimit)
    try forEachRow(of: parser, in: buffer) {
      while guesses.count < parser.cellCount { guesses.append(ColumnGuess()) }
      note(parser, buffer.base)
    }
    guard !parser.keys.isEmpty else { throw TableFault.empty(name: name) }
    keys = parser.keys
    total = buffer.total
    header = parser.holdsValues ? nil : keys.map { String(decoding: $0, as: UTF8.self) }
    let names = Set(header ?? [])
    if names.isSuperset(of: ["id", "attributes", "file_name", "status"]) { remarks.append(.export) }
    finishExamination()
  }

  private static func text(_ cell: Cell, _ base: UnsafePointer<UInt8>) -> String {
    String(decoding: UnsafeBufferPointer(start: base + Int(cell.offset), count: Int(cell.count)), as: UTF8.self)
  }

  // MARK: The second reading

  /// Reads the rows, some at a time.
  ///
  /// - Parameter body: receives them; they are valid until it returns.
  /// - Throws: ``TableFault``, with ``TableFault/changed(name:)`` where the file is no longer what it was;
  ///   ``InputError``, and what the body throws.
  package func forEachBatch(_ body: (CellBatch) throws -> Void) throws {
    let expected = rowCount
    let expectedTotal = total
    let buffer = try reopened()
    let line = try passStart(of: buffer) + 1
    let parser: any RowParser
    if let dialect {
      let delimited = DelimitedParser(dialect, name: name, line: line)
      delimited.expected = columns.count
      delimited.emptyKind = dialect.emptyIsText ? .text : .null
      parser = delimited
    } else {
      let json = JSONParser(name: name, columnLimit: Self.columnLimit)
      json.know(keys)
      parser = json
    }
    let batch = CellBatch(columnCount: columns.count, base: buffer.base)
    var count = 0
    var isHeader = hasHeader
    func pass() throws {
      guard batch.rowCount > 0 else { return }
      count += batch.rowCount
      try body(batch)
      batch.clear(base: buffer.base)
    }
    while true {
      batch.clear(base: buffer.base)
      reading: while true {
        switch try parser.parseRow(in: buffer) {
        case .blank: continue
        case .row where isHeader: isHeader = false
        case .row:
          guard parser.cellCount == columns.count else { throw TableFault.changed(name: name) }
          batch.append(parser.cells)
          if batch.isFull {
            try pass()
            try tell(isStoring: true, count)
          }
        case .more:
          try pass()
          try tell(isStoring: true, count)
          guard try buffer.refill() else {
            throw TableFault.longRow(limit: ByteBuffer.limit, name: name, line: parser.rowLine)
          }
          break reading
        case .end:
          try pass()
          guard count == expected, buffer.total == expectedTotal else { throw TableFault.changed(name: name) }
          return
        }
      }
    }
  }

  /// Opens what was read once.
  private func reopened() throws -> ByteBuffer {
    let buffer: ByteBuffer
    if let kept = feed.kept {
      buffer = ByteBuffer(SpoolFeed(kept))
    } else {
      feed = FileFeed(try DataFile(path))
      buffer = ByteBuffer(feed)
    }
    _ = try buffer.refill()
    return buffer
  }

  /// Reads all rows, and calls a body after each.
  private func forEachRow(of parser: some RowParser, in buffer: ByteBuffer, _ body: () throws -> Void) throws {
    while true {
      switch try parser.parseRow(in: buffer) {
      case .row: try body()
      case .blank: continue
      case .end: return
      case .more:
        try tell(isStoring: false, rowCount)
        guard try buffer.refill() else {
          throw TableFault.longRow(limit: ByteBuffer.limit, name: name, line: parser.rowLine)
        }
      }
    }
  }

  private func tell(isStoring: Bool, _ rowCount: Int) throws {
    let size = feed.kept == nil ? feed.file.byteCount : nil
    let share = size.flatMap { $0 > 0 ? min(1, Double(feed.file.consumedCount) / Double($0)) : nil }
    try report(Progress(isStoring: isStoring, rowCount: rowCount, share: share))
  }
}
