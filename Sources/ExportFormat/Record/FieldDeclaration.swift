/// What is said of a field of the record, see ``RecordField``.
package struct FieldDeclaration: Sendable {
  /// What an export has as the field's value.
  package enum Content: Sendable {
    case text
    /// Text that is not empty.
    case filledText
    /// `YYYY-MM-DD HH:MM`, UTC.
    case date
    case integer
    /// The attribute groups.
    case groups
  }

  /// Whether a record's digest has the field, see ``ContentDigest``.
  package enum DigestPart: Sendable {
    case none
    /// The field is one of the texts that the digest begins with.
    case listed
    /// The field has a place of its own in it.
    case special
    /// The field adds what an unknown field adds, so that digests from before it was known stay right.
    case member
  }

  /// Its name in an export.
  package let name: String
  package let content: Content
  package let isNullable: Bool
  /// Whether an export can lack it, as those do that are older than the field.
  package let mayBeAbsent: Bool
  /// Its column in `files`; nil where it is stored elsewhere.
  package let column: String?
  package let digest: DigestPart
  /// How a comparison calls a change of it; nil where it is not compared by its column.
  package let change: FieldChange?

  init(
    _ name: String, _ content: Content, isNullable: Bool = false, mayBeAbsent: Bool = false, column: String?,
    digest: DigestPart = .none, change: FieldChange? = nil
  ) {
    self.name = name
    self.content = content
    self.isNullable = isNullable
    self.mayBeAbsent = mayBeAbsent
    self.column = column
    self.digest = digest
    self.change = change
  }

  /// A field whose column has its name.
  init(
    _ name: String, _ content: Content, isNullable: Bool = false, digest: DigestPart = .none,
    change: FieldChange? = nil
  ) {
    self.init(name, content, isNullable: isNullable, column: name, digest: digest, change: change)
  }

  /// A field that the platform began to write after version 0.1.0: older exports lack it, and older catalogs have it
  /// in `files.extra`. It can be null, and the digest has it.
  ///
  /// - Parameters:
  ///   - content: text or a date.
  ///   - change: how a comparison calls a change of it; nil for the field's own name.
  package static func later(_ name: String, _ content: Content = .text, change: FieldChange? = nil) -> FieldDeclaration
  {
    FieldDeclaration(
      name, content, isNullable: true, mayBeAbsent: true, column: name, digest: .member,
      change: change ?? .named(name))
  }

  /// The type of its column, as `schema.sql` declares it.
  package var columnType: String { content == .integer ? "INTEGER" : "TEXT" }

  /// Whether records with another value have another digest.
  package var isInDigest: Bool { digest != .none }
}

/// How a comparison calls a change of a field.
package struct FieldChange: Sendable {
  /// The kind of change, as `changes.kind` names it.
  package let kind: String
  /// What the change is counted under, as conditions and `--kind` name it.
  package let topic: String
  /// The topic as a summary writes it.
  package let words: String
  /// Whether a change says nothing.
  package let isNoise: Bool
  /// Whether a change says nothing unless something else of the file changed, because a save moves it.
  package let isMovedBySaves: Bool
  /// Whether it holds a person's name.
  package let isPerson: Bool

  /// A change of the file.
  ///
  /// - Parameter words: nil for the topic.
  static func change(_ kind: String, topic: String, words: String? = nil) -> FieldChange {
    FieldChange(
      kind: kind, topic: topic, words: words ?? topic, isNoise: false, isMovedBySaves: false, isPerson: false)
  }

  /// A change of the file that is called as the field.
  package static func named(_ field: String) -> FieldChange {
    func joined(by separator: UInt8) -> String {
      String(decoding: field.utf8.map { $0 == UInt8(ascii: "_") ? separator : $0 }, as: UTF8.self)
    }
    return change(field, topic: joined(by: UInt8(ascii: "-")), words: joined(by: UInt8(ascii: " ")))
  }

  /// A change of the person in a field; the summary writes it as the kind.
  static func person(_ kind: String, topic: String, isMovedBySaves: Bool = false) -> FieldChange {
    FieldChange(
      kind: kind, topic: topic, words: kind, isNoise: false, isMovedBySaves: isMovedBySaves, isPerson: true)
  }

  /// A change that says nothing.
  static func noise(_ kind: String) -> FieldChange {
    FieldChange(kind: kind, topic: "noise", words: "noise", isNoise: true, isMovedBySaves: false, isPerson: false)
  }
}
