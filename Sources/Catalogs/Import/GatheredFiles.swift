import ExportFormat

/// What ``FileEntries`` gathers of each record.
struct GatheredFiles {
  /// A field with few values.
  private enum Field: Int, CaseIterable {
    case status, fileType, author, validator

    var recordField: RecordField {
      switch self {
      case .status: .status
      case .fileType: .fileType
      case .author: .authorName
      case .validator: .validatorName
      }
    }

    init?(column: String) {
      guard let field = Field.allCases.first(where: { $0.recordField.declaration.column == column }) else { return nil }
      self = field
    }
  }

  private(set) var dates = FileDates()
  private let chunkSize: Int
  private var codes: [TextCodes] = Field.allCases.map { _ in TextCodes() }
  private var byStatus = FileLists()
  private var byAuthor = FileLists()
  private var byValidator = FileLists()
  private var recordCount = 0
  private var chunkStart = 0

  /// - Parameter chunkSize: how many records are gathered before they are spilled.
  init(chunkSize: Int) { self.chunkSize = chunkSize }

  /// Adds the records of the next batch.
  mutating func add(_ batch: RecordBatch, _ spill: Spill) throws {
    let records = batch.decoded.records.start
    let uploadDate = RecordField.uploadDate.rawValue
    for index in 0..<batch.decoded.records.count {
      let record = records[index]
      let status = code(.status, of: record)
      let fileType = code(.fileType, of: record)
      let author = code(.author, of: record)
      let validator = record.text(ofField: RecordField.validatorName.rawValue).isText ? code(.validator, of: record) : 0
      byStatus.add(Self.key(status, fileType, 0))
      byAuthor.add(Self.key(author, status, fileType))
      byValidator.add(Self.key(validator, status, 0))
      dates.add(record.text(ofField: uploadDate).content)
      recordCount += 1
      if recordCount - chunkStart >= chunkSize { try writeRuns(to: spill) }
    }
  }

  /// Spills what was gathered since the last time.
  mutating func writeRuns(to spill: Spill) throws {
    dates.sortChunk()
    try byStatus.writeRun(to: spill, recordCount: recordCount)
    try byAuthor.writeRun(to: spill, recordCount: recordCount, sortedBy: dates)
    try byValidator.writeRun(to: spill, recordCount: recordCount)
    try dates.writeRun(to: spill, recordCount: recordCount)
    chunkStart = recordCount
  }

  /// The content of an index that has a list for each value of its columns; nil where it was not gathered.
  func content(of index: Imposter, _ spill: Spill) -> FileListContent? {
    // The first column is the export, the last the file.
    var columns = Array(index.columns.dropFirst().dropLast())
    let lists: FileLists
    switch index {
    case .byStatus: lists = byStatus
    case .byValidator: lists = byValidator
    case .byAuthor:
      guard dates.isComplete, columns.popLast() == RecordField.uploadDate.declaration.column else { return nil }
      lists = byAuthor
    default: return nil
    }
    let fields = columns.compactMap(Field.init(column:))
    guard lists.isComplete, fields.count == columns.count else { return nil }
    let ranks = fields.map { codes[$0.rawValue].ranks() }
    let ranked = lists.keys.map { key in
      Self.key(ranks.indices.map { ranks[$0][Self.code(key, at: $0)] } + [0, 0])
    }
    let order = ranked.indices.sorted { ranked[$0] < ranked[$1] }
    return FileListContent(
      values: lists.keys.map { key in fields.indices.map { text(fields[$0], Self.code(key, at: $0)) } },
      prefixCounts: fields.indices.map { place in Set(lists.keys.map { $0 >> Self.shift(place) }).count },
      reader: FileListReader(spill, lists, order: order))
  }

  /// Nil where the text is null, which the column does not allow, or where there are too many texts.
  @inline(__always)
  private mutating func code(_ field: Field, of record: Record) -> UInt64? {
    let text = record.text(ofField: field.recordField.rawValue)
    return text.isText ? codes[field.rawValue].code(of: text.content) : nil
  }

  private func text(_ field: Field, _ code: Int) -> [UInt8]? {
    code == 0 ? nil : Array(codes[field.rawValue].text(code))
  }

  /// Up to three numbers in one, the first of them highest: see ``TextCodes/most``.
  @inline(__always)
  private static func key(_ first: UInt64?, _ second: UInt64?, _ third: UInt64?) -> UInt64? {
    guard let first, let second, let third else { return nil }
    return first << 32 | second << 16 | third
  }

  private static func key(_ parts: [UInt64]) -> UInt64 { parts[0] << 32 | parts[1] << 16 | parts[2] }

  private static func shift(_ place: Int) -> UInt64 { UInt64(32 - 16 * place) }

  private static func code(_ key: UInt64, at place: Int) -> Int { Int(key >> shift(place) & 0xFFFF) }
}
