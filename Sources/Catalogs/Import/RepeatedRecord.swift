import ByteText
import ExportFormat
import SQLite

/// What two records must share to be the same: everything, byte for byte, except the order of groups and labels, which
/// means nothing.
struct RecordContent: Equatable {
  private struct GroupContent: Hashable {
    let uid: ByteString
    let extra: ByteString?
    let attributeKeys: [Int64]
  }

  private let digest: Int64
  private let relatedDuplicates: Int64
  /// The texts that the digest leaves out, see ``undigested``.
  private let texts: [ByteString?]
  /// Values in `files.extra` that the digest leaves out, see ``RecordField/keptInExtra``.
  private let aside: [ByteString?]
  private var groups: [GroupContent: Int] = [:]

  /// The fields with text that the digest leaves out.
  private static let undigested = RecordField.stored.filter { $0 != .relatedDuplicates && !$0.declaration.isInDigest }

  /// The content of a record of the current batch.
  init(_ record: Record, in feed: BatchFeed) {
    digest = Int64(bitPattern: record.digest)
    relatedDuplicates = record.relatedDuplicates
    texts = Self.undigested.map { record[$0].string.map(ByteString.init) }
    aside = Self.aside(record.extra.string)
    for index in record.firstGroup..<record.firstGroup + record.groupCount {
      let group = feed.batch.decoded.groups[index]
      let keys = (group.firstLabel..<group.firstLabel + group.labelCount).map {
        feed.firstAttributeKey + Int64(feed.batch.decoded.labels[$0].definition)
      }
      add(group.uid.string ?? "", group.extra.string, keys)
    }
  }

  /// The content of a record that is stored.
  init?(fileKey: Int64, on connection: Connection) throws {
    let key: [String: QueryValue] = ["key": .integer(fileKey)]
    let columns = Self.undigested.compactMap(\.declaration.column)
    let file = try connection.rows(
      "SELECT \((["digest", "related_duplicates", "extra"] + columns).joined(separator: ", ")) FROM main.files WHERE file_key = :key",
      parameters: key
    ).first
    guard let file, case .integer(let digest) = file[0], case .integer(let relatedDuplicates) = file[1] else {
      return nil
    }
    self.digest = digest
    self.relatedDuplicates = relatedDuplicates
    texts = file.dropFirst(3).map { $0.text.map(ByteString.init) }
    aside = Self.aside(file[2].text)
    let groups = try connection.rows(
      "SELECT group_no, uid, extra FROM main.attribute_groups WHERE file_key = :key", parameters: key)
    for group in groups {
      let keys = try connection.rows(
        "SELECT attribute_key FROM main.group_attributes WHERE file_key = :key AND group_no = :group",
        parameters: ["key": .integer(fileKey), "group": group[0]])
      add(group[1].text ?? "", group[2].text, keys.compactMap(\.[0].integer))
    }
  }

  private static func aside(_ extra: String?) -> [ByteString?] {
    let fields = ExtraFields(extra)
    return RecordField.keptInExtra.map { fields.value(of: $0).map(ByteString.init) }
  }

  private mutating func add(_ uid: String, _ extra: String?, _ keys: [Int64]) {
    let group = GroupContent(
      uid: ByteString(uid), extra: extra.map(ByteString.init), attributeKeys: keys.sorted())
    groups[group, default: 0] += 1
  }
}
