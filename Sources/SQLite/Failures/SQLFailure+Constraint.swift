import CSQLite

extension SQLFailure {
  /// A kind of constraint that a row does not meet. See <https://sqlite.org/rescode.html#constraint>.
  package enum Constraint: Sendable {
    case check, foreignKey, notNull, trigger, unique
    /// Another kind, such as that of a virtual table.
    case other
  }

  /// The constraint that failed; nil for any other failure.
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

  /// What of the schema the constraint is about, such as `files.file_name`; empty if the message does not say.
  package var constraintSubject: String {
    // "UNIQUE constraint failed: files.file_name", "CHECK constraint failed: status <> ''"
    message.firstRange(of: ": ").map { String(message[$0.upperBound...]) } ?? ""
  }

  /// Whether a unique index, other than that of the primary key, already has the entry.
  package var isOfUniqueIndex: Bool { code == ExtendedCode.constraintUnique }

  /// Whether SQLite reports the fault as one of the SQL: SQLITE_ERROR.
  package var isOfSQL: Bool { code & 0xFF == SQLITE_ERROR }
}
