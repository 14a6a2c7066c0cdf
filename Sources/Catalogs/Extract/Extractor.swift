import ExportFormat
import Interruption
import SQLite

/// Writes an export back as the platform would.
struct Extractor {
  let connection: Connection
  let exportID: Int64
  /// Which files, or nil for all.
  let condition: ExtractCondition?
  /// The values of the condition's parameters.
  let parameters: [String: QueryValue]

  /// The rows may have been written by anyone: what no import stores is an error that names the row.
  ///
  /// - Parameter output: receives the bytes piece by piece.
  /// - Returns: the number of records written.
  func run(_ output: ([UInt8]) throws -> Void) throws -> Int {
    var encoder = ExportEncoder()
    var count = 0
    var checkedLabels: Set<Int64> = []
    // What the catalog has no column for is in `extra`.
    let lacked = try connection.lackedFields()
    let fields = RecordField.stored.filter { !lacked.contains($0) }.map { StoredField($0) }
    try connection.withStatement(filesQuery(fields)) { files in
      try files.bind(parameters)
      try connection.withStatement(Self.groupsQuery) { groups in
        try files.forEachRow { file in
          try Interruption.check()
          var record = try Self.record(file, fields)
          try groups.bind(["file_key": file[0].copy])
          var lastGroup: QueryValue?
          try groups.forEachRow { row in
            let number = row[0].copy
            try Self.add(row, startsGroup: number != lastGroup, to: &record, &checkedLabels)
            lastGroup = number
          }
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

  /// What is looked up for each field of a record.
  private struct StoredField {
    let field: RecordField
    let column: String
    let isNullable: Bool

    init(_ field: RecordField) {
      self.field = field
      column = field.declaration.column ?? field.name
      isNullable = field.declaration.isNullable
    }
  }

  /// The files with their links, `extra`, and the columns of some fields.
  private func filesQuery(_ fields: [StoredField]) -> String {
    """
    SELECT f.file_key, t.storage_project_id, d.original_id, f.extra,
      \(fields.map { "f.\($0.column)" }.joined(separator: ", "))
    FROM (\(condition?.query(exportID: exportID) ?? "SELECT * FROM main.files WHERE export_id = \(exportID)")) f
    LEFT JOIN main.transfers t ON t.file_key = f.file_key
    LEFT JOIN main.duplicates d ON d.file_key = f.file_key
    ORDER BY f.file_key
    """
  }

  private static let groupsQuery = """
    SELECT g.group_no, g.uid, g.extra, a.attribute_id, a.level_order, a.name, a.payload, a.payload_type,
      g.file_key, ga.position, ga.attribute_key
    FROM main.attribute_groups g
    LEFT JOIN main.group_attributes ga ON ga.file_key = g.file_key AND ga.group_no = g.group_no
    LEFT JOIN main.attributes a ON a.attribute_key = ga.attribute_key
    WHERE g.file_key = :file_key
    ORDER BY g.group_no, ga.position
    """

  private static func record(_ row: ResultRow, _ fields: [StoredField]) throws -> ExportRecord {
    let key = [(name: "file_key", index: 0)]
    let file = StoredValues(row: row, table: "files", key: key)
    var record = ExportRecord()
    for (place, field) in fields.enumerated() {
      let index = place + 4
      if field.field == .relatedDuplicates {
        record.relatedDuplicates = try file.integer(index, field.column)
      } else {
        record[field.field] =
          try field.isNullable ? file.optionalText(index, field.column) : file.text(index, field.column)
      }
    }
    record.reboundProject = try StoredValues(row: row, table: "transfers", key: key)
      .optionalInteger(1, "storage_project_id")
    record[.rebound] = try StoredValues(row: row, table: "duplicates", key: key).optionalText(2, "original_id")
    record.extra = try file.optionalObject(3, "extra")
    return record
  }

  /// - Parameter checkedLabels: the keys of labels whose payloads were looked at.
  private static func add(
    _ row: ResultRow, startsGroup: Bool, to record: inout ExportRecord, _ checkedLabels: inout Set<Int64>
  ) throws {
    if startsGroup {
      let group = StoredValues(
        row: row, table: "attribute_groups", key: [(name: "file_key", index: 8), (name: "group_no", index: 0)])
      record.groups.append(
        ExportRecord.Group(uid: try group.text(1, "uid"), extra: try group.optionalObject(2, "extra")))
    }
    if case .null = row[10] { return }
    if case .null = row[3] {
      let use = StoredValues(
        row: row, table: "group_attributes",
        key: [(name: "file_key", index: 8), (name: "group_no", index: 0), (name: "position", index: 9)])
      throw use.fault("attribute_key", .noRow(in: "attributes", key: row[10].copy))
    }
    let label = StoredValues(row: row, table: "attributes", key: [(name: "attribute_key", index: 10)])
    let type = try label.text(7, "payload_type")
    let payload = try label.optionalText(6, "payload")
    if case .integer(let key) = row[10], checkedLabels.insert(key).inserted {
      try check(payload, type: type, of: label)
    }
    record.groups[record.groups.count - 1].labels.append(
      ExportRecord.Label(
        attributeID: try label.integer(3, "attribute_id"), levelOrder: try label.integer(4, "level_order"),
        name: try label.text(5, "name"), payload: payload, payloadType: type))
  }

  /// Makes sure that a payload is what its type says.
  private static func check(_ payload: String?, type: String, of label: StoredValues) throws {
    switch type {
    case "null", "true", "false": return
    case "text": if payload == nil { throw label.fault("payload", .notText(found: .null)) }
    case "integer", "real", "array", "object":
      guard let payload else { throw label.fault("payload", .notText(found: .null)) }
      try label.checkJSON(payload, type: type, "payload")
    default: throw label.fault("payload_type", .unknownType(type))
    }
  }
}
