import ExportFormat
import Interruption

/// Writes an export back as the platform would.
struct Extractor {
  let connection: Connection
  let exportID: Int64
  /// Which files, or nil for all.
  let condition: ExtractCondition?
  /// The values of the condition's parameters.
  let parameters: [String: QueryValue]

  /// - Parameter output: receives the bytes piece by piece.
  /// - Returns: the number of records written.
  func run(_ output: ([UInt8]) throws -> Void) throws -> Int {
    var encoder = ExportEncoder()
    var count = 0
    try connection.withStatement(filesQuery) { files in
      try files.bind(parameters)
      try connection.withStatement(Self.groupsQuery) { groups in
        try files.forEachRow { file in
          try Interruption.check()
          var record = Self.record(file)
          try groups.bind(["file_key": file[0].copy])
          try groups.forEachRow { row in Self.add(row, to: &record) }
          encoder.append(record)
          count += 1
          if encoder.bytes.count > 1 << 18 { try output(encoder.take()) }
        }
      }
    }
    encoder.finish()
    try output(encoder.take())
    return count
  }

  private var filesQuery: String {
    """
    SELECT f.file_key, f.file_id, f.related_duplicates, f.author_name, f.validator_name, f.file_name, f.file_type,
      f.status, f.upload_date, f.update_date, t.storage_project_id, d.original_id, f.extra
    FROM (\(condition?.query(exportID: exportID) ?? "SELECT * FROM main.files WHERE export_id = \(exportID)")) f
    LEFT JOIN main.transfers t ON t.file_key = f.file_key
    LEFT JOIN main.duplicates d ON d.file_key = f.file_key
    ORDER BY f.file_key
    """
  }

  private static let groupsQuery = """
    SELECT g.group_no, g.uid, g.extra, a.attribute_id, a.level_order, a.name, a.payload, a.payload_type
    FROM main.attribute_groups g
    LEFT JOIN main.group_attributes ga ON ga.file_key = g.file_key AND ga.group_no = g.group_no
    LEFT JOIN main.attributes a ON a.attribute_key = ga.attribute_key
    WHERE g.file_key = :file_key
    ORDER BY g.group_no, ga.position
    """

  private static func record(_ row: ResultRow) -> EncodableRecord {
    var record = EncodableRecord()
    record.id = row[1].string ?? ""
    record.relatedDuplicates = row[2].number ?? 0
    record.authorName = row[3].string ?? ""
    record.validatorName = row[4].string
    record.fileName = row[5].string ?? ""
    record.fileType = row[6].string ?? ""
    record.status = row[7].string ?? ""
    record.uploadDate = row[8].string ?? ""
    record.updateDate = row[9].string
    record.reboundProject = row[10].number
    record.rebound = row[11].string
    record.extra = row[12].string
    return record
  }

  private static func add(_ row: ResultRow, to record: inout EncodableRecord) {
    let number = Int(row[0].number ?? 0)
    if number >= record.groups.count {
      record.groups.append(EncodableRecord.Group(uid: row[1].string ?? "", extra: row[2].string))
    }
    guard let attributeID = row[3].number else { return }
    record.groups[record.groups.count - 1].labels.append(
      EncodableRecord.Label(
        attributeID: attributeID, levelOrder: row[4].number ?? 0, name: row[5].string ?? "", payload: row[6].string,
        payloadType: row[7].string ?? "null"))
  }
}

extension ResultValue {
  fileprivate var string: String? {
    if case .text(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
  }
  fileprivate var number: Int64? { if case .integer(let number) = self { number } else { nil } }
}
