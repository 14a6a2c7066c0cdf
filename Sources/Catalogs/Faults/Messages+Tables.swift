import SQLite

// The English for catalogs that others changed.

extension TableFault {
  var english: String {
    switch self {
    case .noTable(let table): "it has no table \(table); Pressmark can't work without it"
    case .notATable(let table, let kind):
      "\(table) is a \(kind == .view ? "view" : "virtual table") there; Pressmark needs the table"
    case .noColumn(let table, let column): "its table \(table) has no column \(column); Pressmark can't work without it"
    case .generatedColumn(let table, let column):
      "\(table).\(column) is a generated column there, which can't be written"
    case .columnType(let table, let column, let type, let expected):
      "\(table).\(column) is of type \(type) there, which changes values; \(expected) is needed"
    case .notUnique(let table, let columns, let referringTable):
      "\(table) needs a primary key or a unique index on \(columns.joined(separator: ", ")), "
        + "for \(referringTable) refers to it"
    }
  }
}

extension Refusal {
  /// The reason, as the end of a sentence.
  var english: String {
    switch self {
    case .unique(let subject): "\(subject) must be unique, and the value is there already"
    case .notNull(let column): "\(column) must not be NULL, and there is no default"
    case .check(let constraint): "it breaks the constraint CHECK \(constraint)"
    case .foreignKey(let tables) where tables.isEmpty: "a foreign key refers to a row that is not there"
    case .foreignKey(let tables): "a foreign key forbids it (of \(tables.joined(separator: ", ")))"
    case .trigger(let message): "a trigger says: \(message)"
    case .ignored: "a trigger or a constraint passes over it"
    case .removed(let count):
      "a trigger or a constraint removed \(count) \(count == 1 ? "row" : "rows") that \(count == 1 ? "was" : "were") stored"
    case .failed(let reason): reason
    }
  }

  /// - Parameters:
  ///   - table: the table that was written; nil where it is not known.
  ///   - record: the record's number; nil where it is not known.
  ///   - id: the record's id; nil where it is not known.
  func english(table: String?, record: Int?, id: String?) -> String {
    let row = record.map { "record \($0)" + (id.map { " (\($0))" } ?? "") } ?? "the change"
    return "the catalog refuses \(row)\(table.map { ", in its table \($0)" } ?? ""): \(english); nothing was changed"
  }
}

extension StoredFault: CustomStringConvertible {
  public var description: String {
    "\(table).\(column)\(row.isEmpty ? "" : " of the row with \(row)") \(problem.english)"
  }
}

extension StoredFault.Problem {
  fileprivate var english: String {
    switch self {
    case .notText(let found): "must be text, and is \(found.kindEnglish)"
    case .notInteger(let found): "must be an integer, and is \(found.kindEnglish)"
    case .notUTF8: "is text that is not UTF-8"
    case .notJSON(let type, let reason): "must be JSON (\(type)), and is not: \(reason)"
    case .unknownType(let type): "is \(type), which is no type of a JSON value"
    case .noRow(let table, let key): "refers to row \(key) of \(table), which is not there"
    case .largestKey: "leaves no larger keys for new rows"
    }
  }
}

extension QueryValue {
  fileprivate var kindEnglish: String {
    switch self {
    case .null: "NULL"
    case .integer(let number): "the integer \(number)"
    case .real(let number): "the number \(number)"
    case .text(let text): "the text \"\(text.prefix(80))\""
    case .blob(let bytes): "a blob of \(bytes.count) bytes"
    }
  }
}
