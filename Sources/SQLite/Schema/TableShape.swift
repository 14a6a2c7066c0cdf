/// What a table's name stands for in a schema.
public enum TableKind: Equatable, Sendable {
  /// A table with rows of its own.
  case table
  /// A view.
  case view
  /// A virtual table (<https://sqlite.org/vtab.html>).
  case virtualTable
}

/// All that decides how rows of a table must be written: its columns, keys, indexes and triggers.
package struct TableShape: Equatable, Sendable {
  package typealias Kind = TableKind

  package struct Column: Equatable, Sendable {
    package var name: String
    package var type: String
    package var isNotNull: Bool
    package var defaultValue: QueryValue
    /// Its place in the primary key, from 1; 0 for a column that is not in it.
    package var keyPlace: Int64
    /// 0 for an ordinary column; others are generated, or hidden.
    package var hidden: Int64
  }

  package struct Index: Equatable, Sendable {
    /// A part of an entry.
    package struct Part: Equatable, Sendable {
      /// Nil for the row's number or an expression.
      package var column: String?
      var isExpression: Bool
      var isDescending: Bool
      var collation: String
      /// Whether the part is indexed; if not, it only identifies the row.
      package var isKey: Bool
    }

    package var name: String
    package var isUnique: Bool
    /// `c` for an index of CREATE INDEX, `u` for a UNIQUE constraint, `pk` for a primary key.
    package var origin: String
    package var isPartial: Bool
    package var parts: [Part]
    /// The statement that made it; empty for an index of a constraint.
    package var statement: StatementWords
  }

  package struct ForeignKey: Equatable, Sendable {
    package var table: String
    package var columns: [String]
    /// Empty for the other table's primary key.
    package var referencedColumns: [String]
    package var onUpdate: String
    package var onDelete: String
    package var match: String
  }

  package var name: String
  package var kind = Kind.table
  /// The statement that made it. No pragma tells the checks, collations, WITHOUT ROWID and conflict clauses in it.
  package var statement = StatementWords()
  package var columns: [Column] = []
  /// By name.
  package var indexes: [Index] = []
  package var foreignKeys: [ForeignKey] = []
  /// The names of the triggers on it, temporary ones included.
  package var triggers: [String] = []

  /// A table of which only the name is known.
  package init(name: String) { self.name = name }

  /// Whether it has no row numbers.
  package var isWithoutRowID: Bool { statement.ends(with: ["without", "rowid"]) }

  /// The names of the primary key's columns, in its order.
  package var key: [String] { columns.filter { $0.keyPlace > 0 }.sorted { $0.keyPlace < $1.keyPlace }.map(\.name) }

  /// Whether rows can be told apart by columns: by the primary key or a unique index over all rows.
  package func isUnique(_ columns: [String]) -> Bool {
    let wanted = Set(columns.map { $0.lowercased() })
    return Set(key.map { $0.lowercased() }) == wanted
      || indexes.contains { index in
        index.isUnique && !index.isPartial
          && Set(index.parts.filter(\.isKey).map { $0.column?.lowercased() ?? "" }) == wanted
      }
  }
}

extension TableShape {
  /// Whether this table keeps rows of the declared one exactly as they are written.
  package func isPassive(beside declared: TableShape) -> Bool {
    kind == .table && triggers.isEmpty && foreignKeys == declared.foreignKeys
      && isWithoutRowID == declared.isWithoutRowID
      && declared.columns.allSatisfy(columns.contains) && columns.allSatisfy { $0.hidden == 0 }
      && !statement.contains(anyOf: Self.activeWords)
  }

  /// A table without these words has only keys, NOT NULL and UNIQUE as constraints, which do no more than refuse a row.
  private static let activeWords: Set<String> = ["check", "collate", "conflict", "generated", "as", "strict"]

  /// Reads a table, or what else has the name.
  ///
  /// - Parameters:
  ///   - name: ignoring case.
  ///   - schema: `main`, or the name that a database was attached as.
  ///   - connection: where to read.
  /// - Returns: nil if nothing has that name.
  /// - Throws: ``SQLFailure``.
  package init?(named name: String, in schema: String = "main", on connection: Connection) throws {
    let parameters: [String: QueryValue] = ["name": .text(name), "schema": .text(schema)]
    func rows(_ sql: String) throws -> [[QueryValue]] {
      try connection.rows(sql, parameters: parameters)
    }
    let made = try rows(
      """
      SELECT type, sql FROM \(schema).sqlite_master
      WHERE name = :name COLLATE NOCASE AND type IN ('table', 'view')
      """)
    guard let made = made.first else { return nil }
    self.init(name: name)
    statement = StatementWords(made[1].text ?? "", namesTable: true)
    if made[0] == "view" {
      kind = .view
    } else if statement.starts(with: ["create", "virtual"]) {
      kind = .virtualTable
    }
    guard kind == .table else { return }
    columns = try rows(
      "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(:name, :schema) ORDER BY cid"
    ).map { row in
      Column(
        name: row[0].description, type: row[1].description, isNotNull: row[2] != 0, defaultValue: row[3],
        keyPlace: row[4].integer ?? 0, hidden: row[5].integer ?? 0)
    }
    foreignKeys = try Self.foreignKeys(
      rows(
        """
        SELECT id, "table", "from", "to", on_update, on_delete, "match" FROM pragma_foreign_key_list(:name, :schema)
        ORDER BY id, seq
        """))
    indexes = try Self.indexes(
      rows(
        """
        SELECT l.name, l."unique", l.origin, l.partial, m.sql, x.name, x.cid, x."desc", x.coll, x.key
        FROM pragma_index_list(:name, :schema) l
        JOIN \(schema).sqlite_master m ON m.type = 'index' AND m.name = l.name
        JOIN pragma_index_xinfo(l.name, :schema) x
        ORDER BY l.name, x.seqno
        """))
    triggers = try rows(
      """
      SELECT name FROM \(schema).sqlite_master WHERE type = 'trigger' AND tbl_name = :name COLLATE NOCASE
      UNION ALL
      SELECT name FROM sqlite_temp_master WHERE type = 'trigger' AND tbl_name = :name COLLATE NOCASE
      """
    ).map { $0[0].description }
  }

  private static func foreignKeys(_ rows: [[QueryValue]]) -> [ForeignKey] {
    var keys: [ForeignKey] = []
    var last: QueryValue?
    for row in rows {
      if row[0] != last {
        keys.append(
          ForeignKey(
            table: row[1].description, columns: [], referencedColumns: [], onUpdate: row[4].description,
            onDelete: row[5].description, match: row[6].description))
        last = row[0]
      }
      keys[keys.count - 1].columns.append(row[2].description)
      if let column = row[3].text { keys[keys.count - 1].referencedColumns.append(column) }
    }
    return keys
  }

  private static func indexes(_ rows: [[QueryValue]]) -> [Index] {
    var indexes: [Index] = []
    for row in rows {
      let name = row[0].description
      if indexes.last?.name != name {
        indexes.append(
          Index(
            name: name, isUnique: row[1] != 0, origin: row[2].description, isPartial: row[3] != 0, parts: [],
            statement: StatementWords(row[4].text ?? "")))
      }
      indexes[indexes.count - 1].parts.append(
        Index.Part(
          column: row[5].text, isExpression: row[6] == -2, isDescending: row[7] != 0, collation: row[8].description,
          isKey: row[9] != 0))
    }
    return indexes
  }
}
