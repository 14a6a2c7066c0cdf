import ByteText
import SQLFunctions
import SQLText

/// The names in the schema of a connection at one moment.
package struct SchemaNames: Equatable, Sendable {
  /// A table or a view with its columns.
  package struct Table: Equatable, Sendable {
    package var name: String
    /// `main`, `temp` or the name it was attached as.
    package var database: String
    package var isView: Bool
    package var columns: [Column]
  }

  package struct Column: Equatable, Sendable {
    package var name: String
    /// As it was declared; empty for most columns of a view.
    package var type: String
  }

  package var tables: [Table] = []
  package var functions: [String] = []
  /// Functions that are read like tables.
  package var tableFunctions: [Table] = []

  package init() {}

  /// Reads the names.
  ///
  /// - Throws: ``SQLFailure`` if the schema can't be read.
  package init(on connection: Connection) throws {
    for database in try connection.rows("SELECT name FROM pragma_database_list ORDER BY seq") {
      guard case .text(let database) = database[0] else { continue }
      let master = database == "temp" ? "sqlite_temp_master" : "\(Self.quoted(database)).sqlite_master"
      let sql = """
        SELECT m.name, m.type = 'view', c.name, c.type
        FROM \(master) m LEFT JOIN pragma_table_xinfo(m.name, :database) c
        WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite@_%' ESCAPE '@' AND c.hidden IS NOT 1
        ORDER BY m.name, c.cid
        """
      for row in try connection.rows(sql, parameters: ["database": .text(database)]) {
        guard case .text(let name) = row[0] else { continue }
        if tables.last.map({ $0.name.hasSameBytes(as: name) && $0.database.hasSameBytes(as: database) }) != true {
          tables.append(Table(name: name, database: database, isView: row[1] == 1, columns: []))
        }
        if case .text(let column) = row[2] {
          tables[tables.count - 1].columns.append(Column(name: column, type: row[3].description))
        }
      }
    }
    functions = try connection.rows("SELECT DISTINCT name FROM pragma_function_list ORDER BY name").compactMap { row in
      guard case .text(let name) = row[0], name.utf8.first.map(SQLToken.isWord) == true else { return nil }
      return name == Registration.innerFunction ? nil : name
    }
    if try !connection.rows("SELECT 1 FROM pragma_module_list WHERE name = '\(CompareTable.name)'").isEmpty {
      let columns = CompareTable.columns.map { Column(name: $0, type: "") }
      tableFunctions = [Table(name: CompareTable.name, database: "main", isView: false, columns: columns)]
    }
  }

  /// Finds a table by its name, ignoring case.
  package func table(_ name: String) -> Table? {
    let wanted = name.lowercased()
    return tables.first { $0.name.lowercased() == wanted }
  }

  /// The columns of the tables that a statement names, or of all tables if it names none.
  func columns(usedIn sql: String) -> [String] {
    let bytes = Array(sql.utf8)
    let words = Set(
      SQLToken.tokens(of: bytes).filter { $0.kind == .word || $0.kind == .quotedName }.map {
        SQLToken.unquoted(bytes[$0.range]).lowercased()
      })
    let used = (tables + tableFunctions).filter { words.contains($0.name.lowercased()) }
    return (used.isEmpty ? tables : used).flatMap { $0.columns.map(\.name) }
  }

  /// A name, in double quotes if it needs them.
  package static func quoted(_ name: String) -> String {
    let startsWell = name.utf8.first.map { !(0x30...0x39).contains($0) } ?? false
    let isWord = name.utf8.allSatisfy { SQLToken.isWord($0) && $0 != UInt8(ascii: "$") }
    if startsWell, isWord, !SQLKeywords.reserved.contains(name.uppercased()) { return name }
    return "\"" + name.doubling("\"") + "\""
  }
}
