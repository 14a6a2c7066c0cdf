import ExportFormat

/// What two records must share to be the same: all of it, byte for byte, but for the order of groups and labels, which
/// means nothing.
struct RecordContent: Equatable {
  private struct GroupContent: Hashable {
    let uid: [UInt8]
    let extra: [UInt8]?
    let attributeKeys: [Int64]
  }

  private let digest: Int64
  private let relatedDuplicates: Int64
  private let updateDate: [UInt8]?
  private let validatorName: [UInt8]?
  private var groups: [GroupContent: Int] = [:]

  /// The content of a record of the batch at hand.
  init(_ record: Record, in feed: BatchFeed) {
    digest = Int64(bitPattern: record.digest)
    relatedDuplicates = record.relatedDuplicates
    updateDate = record.updateDate.copy
    validatorName = record.validatorName.copy
    for index in record.firstGroup..<record.firstGroup + record.groupCount {
      let group = feed.batch.decoded.groups[index]
      let keys = (group.firstLabel..<group.firstLabel + group.labelCount).map {
        feed.firstAttributeKey + Int64(feed.batch.decoded.labels[$0].definition)
      }
      add(group.uid.copy ?? [], group.extra.copy, keys)
    }
  }

  /// The content of a record that is stored.
  init?(fileKey: Int64, on connection: Connection) throws {
    let key: [String: QueryValue] = ["key": .integer(fileKey)]
    let file = try connection.rows(
      "SELECT digest, related_duplicates, update_date, validator_name FROM main.files WHERE file_key = :key",
      parameters: key
    ).first
    guard let file, case .integer(let digest) = file[0], case .integer(let relatedDuplicates) = file[1] else {
      return nil
    }
    self.digest = digest
    self.relatedDuplicates = relatedDuplicates
    updateDate = file[2].text.map { Array($0.utf8) }
    validatorName = file[3].text.map { Array($0.utf8) }
    let groups = try connection.rows(
      "SELECT group_no, uid, extra FROM main.attribute_groups WHERE file_key = :key", parameters: key)
    for group in groups {
      let keys = try connection.rows(
        "SELECT attribute_key FROM main.group_attributes WHERE file_key = :key AND group_no = :group",
        parameters: ["key": .integer(fileKey), "group": group[0]])
      add(Array((group[1].text ?? "").utf8), group[2].text.map { Array($0.utf8) }, keys.compactMap(\.[0].integer))
    }
  }

  private mutating func add(_ uid: [UInt8], _ extra: [UInt8]?, _ keys: [Int64]) {
    groups[GroupContent(uid: uid, extra: extra, attributeKeys: keys.sorted()), default: 0] += 1
  }
}

extension ByteSlice {
  /// Its bytes; nil for null.
  fileprivate var copy: [UInt8]? { isNull ? nil : Array(bytes) }
}

extension QueryValue {
  /// The text, or nil for anything else.
  var text: String? { if case .text(let text) = self { text } else { nil } }
  /// The number, or nil for anything else.
  var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
}
