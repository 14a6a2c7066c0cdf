import SQLite

/// What a catalog's tables are like at one moment: as Pressmark made them, or changed since by somebody.
///
/// People add indexes, triggers and columns to a catalog, and rebuild its tables. Within a transaction that is to write
/// nobody else changes them, so that what holds here holds until its end.
struct CatalogShape {
  let tables: [CatalogTable: TableShape]
  /// Whether an older program made it, which did not know all columns.
  private let isOlder: Bool

  /// - Parameter schema: `main`, or the name that the catalog was attached as.
  /// - Throws: ``SQLFailure`` where its schema can't be read.
  init(of schema: String = "main", on connection: Connection) throws {
    tables = try CatalogTable.allCases.reduce(into: [:]) { tables, table in
      tables[table] = try TableShape(named: table.name, in: schema, on: connection)
    }
    isOlder = try connection.userVersion(of: schema) < DeclaredSchema.version
  }

  /// Whether nothing was added to the tables that could change a row, pass over it or remove another, and foreign keys
  /// are those of `schema.sql`. There may be further columns, and indexes, which can refuse a row.
  var tablesArePassive: Bool {
    CatalogTable.allCases.allSatisfy { table in tables[table]?.isPassive(beside: table.declared) == true }
  }

  /// Whether a table is exactly that of `schema.sql`, with its indexes and no others, without a trigger.
  func isOurs(_ table: CatalogTable) -> Bool { tables[table] == table.declared }

  /// The first change that makes the catalog one that can't be read or written rightly.
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
        if isOlder, !declared.isNotNull, declared.keyPlace == 0 { continue }
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

/// What SQLite makes of a column's declared type (<https://sqlite.org/datatype3.html>, section 3.1).
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

  /// Whether a column of another affinity leaves the values of this one as they are.
  func isKept(by other: Affinity) -> Bool {
    self == other || self == .blob || other == .blob || (self == .integer && other == .numeric)
  }
}

extension CatalogShape {
  /// Makes sure that a catalog has what Pressmark needs.
  ///
  /// - Parameters:
  ///   - schema: `main`, or the name that the catalog was attached as.
  ///   - path: what it is called.
  /// - Returns: what its tables are like.
  /// - Throws: ``CatalogError/changed(path:fault:)``.
  @discardableResult
  static func checked(_ schema: String = "main", path: String? = nil, on connection: Connection) throws -> CatalogShape
  {
    let shape = try CatalogShape(of: schema, on: connection)
    if let fault = shape.fault { throw CatalogError.changed(path: path ?? connection.path, fault) }
    return shape
  }
}
