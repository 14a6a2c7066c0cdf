/// A record as it was decoded. Its text is valid as long as the content of its ``RecordBatch``.
package struct Record: BitwiseCopyable {
  /// The texts of its fields, by the fields' raw values, see ``FieldSlots``.
  package let texts: UnsafePointer<ByteSlice>
  package internal(set) var relatedDuplicates: Int64 = 0
  package internal(set) var reboundProject: Int64 = 0
  package internal(set) var hasReboundProject = false
  /// A JSON object of the fields that are not known, and of known ones as ``RecordField/keptInExtra`` says; or null.
  package internal(set) var extra = ByteSlice.null
  /// The content hash; see ``ContentDigest``.
  package internal(set) var digest: UInt64 = 0
  /// Index and number of its groups in the batch.
  package internal(set) var firstGroup = 0
  package internal(set) var groupCount = 0
  /// Its number in the import, from 1.
  package internal(set) var number = 0
  /// Its bytes, offsets in the batch's input.
  var inputStart = 0
  var inputEnd = 0

  init(texts: UnsafePointer<ByteSlice>) { self.texts = texts }

  /// The text of a field; null for a field that is no text.
  package subscript(field: RecordField) -> ByteSlice { texts[field.rawValue] }

  /// The text of the field with a raw value.
  func text(_ rawValue: Int) -> ByteSlice { texts[rawValue] }

  /// The file's id.
  package var id: ByteSlice { self[.id] }
}

/// An attribute group of a record.
package struct Group: BitwiseCopyable {
  package internal(set) var uid = ByteSlice.null
  /// A JSON object of the fields that are not known, or null.
  package internal(set) var extra = ByteSlice.null
  /// Its record's index in the batch, and its own in the record.
  package internal(set) var record = 0
  package internal(set) var number = 0
  /// Index and number of its labels in the batch.
  package internal(set) var firstLabel = 0
  package internal(set) var labelCount = 0
}

/// A label that a group carries.
package struct LabelUse: BitwiseCopyable {
  /// Indices: of the record in the batch, of the group in the record, of the label in the group.
  package internal(set) var record: Int32
  package internal(set) var group: Int32
  package internal(set) var position: Int32
  /// The definition's index in the import, from 0.
  package internal(set) var definition: Int32
}

/// A label as the export defines it.
package struct LabelDefinition: Hashable, Sendable {
  package let attributeID: Int64
  package let levelOrder: Int64
  package let name: [UInt8]
  /// As SQLite's `json_each` shows a value; nil for null.
  package let payload: [UInt8]?
  /// As SQLite's `json_type` names it.
  package let payloadType: String
}
