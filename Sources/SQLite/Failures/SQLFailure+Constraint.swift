import CSQLite

extension SQLFailure {
  /// A kind of constraint that a row does not meet. See <https://sqlite.org/rescode.html#constraint>.
  package enum Constraint: Sendable {
    case check, foreignKey, notNull, trigger, unique
    /// One of another kind, such as that of a virtual table.
    case other
  }

  /// The constraint that failed; nil where the failure is another.
  package var constraint: Constraint? {
    guard code & 0xFF == SQLITE_CONSTRAINT else { return nil }
    // The code of ON DELETE RESTRICT is that of a trigger.
    if message == "FOREIGN KEY constraint failed" { return .foreignKey }
    switch code {
    case ExtendedCode.constraintCheck: return .check
    case ExtendedCode.constraintForeignKey: return .foreignKey
    case ExtendedCode.constraintNotNull: return .notNull
    case ExtendedCode.constraintPrimaryKey, ExtendedCode.constraintUnique, ExtendedCode.constraintRowID: return .unique
    case ExtendedCode.constraintTrigger: return .trigger
    default: return .other
    }
  }

  /// What of the schema the constraint is about, such as `files.file_name`; empty where the message names nothing.
  package var constraintSubject: String {
    // "UNIQUE constraint failed: files.file_name", "CHECK constraint failed: status <> ''"
    message.firstRange(of: ": ").map { String(message[$0.upperBound...]) } ?? ""
  }

  /// Whether a unique index, other than that of the primary key, has the entry already.
  package var isOfUniqueIndex: Bool { code == ExtendedCode.constraintUnique }

  /// Whether the SQL itself is at fault, or what it runs.
  package var isOfSQL: Bool { code & 0xFF == SQLITE_ERROR }
}
