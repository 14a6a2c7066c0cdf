import SQLite

/// What a catalog's tables are like: as Pressmark made them, or changed by somebody.
///
/// People add indexes, triggers and columns to a catalog, and rebuild its tables. A write transaction keeps others from
/// changing them until its end.
struct CatalogShape {
  let tables: [CatalogTable: TableShape]
  /// Whether the schema is of an older version, which can lack columns.
  private let isOlder: Bool

  /// - Parameter schema: `main`, or the name that the catalog was attached as.
  /// - Throws: ``SQLFailure`` where its schema can't be read.
  init(of schema: String = "main", on connection: Connection) throws {
    tables = try CatalogTable.allCases.reduce(into: [:]) { tables, table in
      tables[table] = try TableShape(named: table.name, in: schema, on: connection)
    }
    isOlder = try connection.userVersion(of: schema) < DeclaredSchema.version
  }

  /// Whether nothing was added to the tables that could change, ignore or remove a row, and their foreign keys are those
  /// of `schema.sql`. There may be more columns, and more indexes, which can refuse a row.
  var tablesArePassive: Bool {
    CatalogTable.allCases.allSatisfy { table in tables[table]?.isPassive(beside: table.declared) == true }
  }

  /// Whether a table is exactly as `schema.sql` makes it, indexes included, without a trigger.
  func isOurs(_ table: CatalogTable) -> Bool { tables[table] == table.declared }

  /// The first change because of which the catalog can't be read or written correctly; nil where there is none.
  var fault: TableFault? {
    for table in CatalogTable.allCases {
      if let fault = fault(of: table) { return fault }
    }
    for (table, shape) in tables {
      for key in shape.foreignKeys {
        guard let parent = tables.values.first(where: { $0.name == key.table.lowercased() }) else { continue }
        let columns = key.referencedColumns.isEmpty ? parent.key : key.referencedColumns
        guard parent.isUnique(columns) else {
          return .notUnique(table: parent.name, columns: columns, referringTable: table.name)
        }
      }
    }
    return nil
  }

  private func fault(of table: CatalogTable) -> TableFault? {
    guard let shape = tables[table] else { return .noTable(table.name) }
    guard shape.kind == .table else { return .notATable(table.name, shape.kind) }
    for declared in table.declared.columns {
      guard let column = shape.columns.first(where: { $0.name.lowercased() == declared.name }) else {
        if isOlder, table.laterColumns.contains(declared.name) { continue }
        return .noColumn(table: table.name, column: declared.name)
      }
      if column.hidden != 0 { return .generatedColumn(table: table.name, column: declared.name) }
      guard Affinity(declared.type).isKept(by: Affinity(column.type)) else {
        return .columnType(table: table.name, column: declared.name, type: column.type, expected: declared.type)
      }
    }
    return nil
  }
}

/// How SQLite converts the values of a column, by its declared type; see <https://sqlite.org/datatype3.html>, section
/// 3.1.
private enum Affinity {
  case integer, text, blob, real, numeric

  init(_ type: String) {
    let type = type.uppercased()
    self =
      if type.contains("INT") {
        .integer
      } else if ["CHAR", "CLOB", "TEXT"].contains(where: type.contains) {
        .text
      } else if type.isEmpty || type.contains("BLOB") {
        .blob
      } else if ["REAL", "FLOA", "DOUB"].contains(where: type.contains) {
        .real
      } else {
        .numeric
      }
  }

  /// Whether a column of another affinity keeps the values of this one unchanged.
  func isKept(by other: Affinity) -> Bool {
    self == other || self == .blob || other == .blob || (self == .integer && other == .numeric)
  }
}

extension CatalogShape {
  /// Makes sure that a catalog has what Pressmark needs.
  ///
  /// - Parameters:
  ///   - schema: `main`, or the name that the catalog was attached as.
  ///   - path: the catalog's path in errors; nil for that of the connection.
  /// - Returns: what its tables are like.
  /// - Throws: ``CatalogError/changed(path:_:)``.
  @discardableResult
  static func checked(_ schema: String = "main", path: String? = nil, on connection: Connection) throws -> CatalogShape
  {
    let shape = try CatalogShape(of: schema, on: connection)
    if let fault = shape.fault { throw CatalogError.changed(path: path ?? connection.path, fault) }
    return shape
  }
}
