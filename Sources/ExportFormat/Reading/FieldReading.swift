/// How the decoder reads a field's value.
enum FieldReading: UInt8, BitwiseCopyable {
  case text, filledText, textOrNull, date, dateOrNull
  // Fields that are not simply kept as text
  case relatedDuplicates, groups, reboundProject, rebound

  init(_ field: RecordField) {
    let declaration = field.declaration
    switch field {
    case .relatedDuplicates: self = .relatedDuplicates
    case .reboundProject: self = .reboundProject
    case .rebound: self = .rebound
    default:
      switch declaration.content {
      case .text: self = declaration.isNullable ? .textOrNull : .text
      case .filledText: self = .filledText
      case .date: self = declaration.isNullable ? .dateOrNull : .date
      case .groups: self = .groups
      case .integer: preconditionFailure("\(field.name) is a number, which the decoder has to be told where to keep")
      }
    }
  }
}

/// What the decoder looks up for each field, by the field's raw value.
struct FieldTable: ~Copyable {
  /// How to read the values.
  let readings: UnsafeMutablePointer<FieldReading>
  let patterns: [FieldPattern]
  /// A bit for each field that a record must have.
  let required: UInt32
  /// A bit for each field that a record can lack.
  let optional: UInt32

  init() {
    let fields = RecordField.allCases
    precondition(fields.count <= 32, "there is a bit for each field")
    patterns = fields.map { FieldPattern($0.name) }
    readings = .allocate(capacity: fields.count)
    for field in fields { (readings + field.rawValue).initialize(to: FieldReading(field)) }
    optional = fields.filter(\.declaration.mayBeAbsent).reduce(0) { $0 | 1 << UInt32($1.rawValue) }
    required = (1 << UInt32(fields.count) - 1) & ~optional
  }

  deinit { readings.deallocate() }
}
