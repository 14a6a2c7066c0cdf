import EmbeddedSQL
import SQLite

/// A table as a dump writes it: as our schema declares it, whatever else a catalog's table has by now.
struct DumpTable: Equatable, Encodable {
  struct Column: Equatable, Encodable {
    enum Kind: String, Encodable { case integer, text }
    var name: String
    var type: Kind
    var nullable: Bool

    /// Whether an empty text in it can be told from NULL by the column alone; a payload's type tells.
    var mayBeEmpty: Bool { nullable && type == .text && name != "payload" }
  }

  struct ForeignKey: Equatable, Encodable {
    var columns: [String]
    var table: String
    var referencedColumns: [String]
  }

  var name: String
  var columns: [Column]
  var primaryKey: [String]
  var uniqueKeys: [[String]]
  var foreignKeys: [ForeignKey]

  /// The tables of a dump, each after those it refers to. What an import rejected stays in the catalog.
  static let names = [
    "exports", "files", "attributes", "label_counts", "attribute_groups", "group_attributes", "duplicates", "transfers",
    "media",
  ]

  /// The tables of ``names``, read from a database that holds our schema and nothing else: names from a
  /// catalog of unknown origin must not get into scripts.
  static func all() throws -> [DumpTable] {
    try Database(inMemory: { try $0.run(EmbeddedSQL.schema) }).withConnection { connection in
      try names.map { try DumpTable($0, on: connection) }
    }
  }

  private init(_ name: String, on connection: Connection) throws {
    self.name = name
    let info = try connection.rows(
      "SELECT name, type, \"notnull\", pk FROM pragma_table_info('\(name)', 'main') ORDER BY cid")
    columns = info.map { row in
      Column(
        name: row[0].description, type: row[1] == .text("INTEGER") ? .integer : .text,
        nullable: row[2] == .integer(0) && row[3] == .integer(0))
    }
    primaryKey = info.filter { $0[3] != .integer(0) }.sorted { $0[3].description < $1[3].description }
      .map { $0[0].description }
    uniqueKeys = try connection.rows(
      "SELECT name FROM pragma_index_list('\(name)', 'main') WHERE origin = 'u' ORDER BY seq"
    )
    .map { index in
      try connection.rows("SELECT name FROM pragma_index_info('\(index[0])', 'main') ORDER BY seqno").map {
        $0[0].description
      }
    }
    foreignKeys = []
    let keys = try connection.rows(
      "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list('\(name)', 'main') ORDER BY id, seq")
    var last: QueryValue?
    for key in keys {
      if key[0] != last {
        foreignKeys.append(ForeignKey(columns: [], table: key[1].description, referencedColumns: []))
      }
      last = key[0]
      foreignKeys[foreignKeys.count - 1].columns.append(key[2].description)
      foreignKeys[foreignKeys.count - 1].referencedColumns.append(key[3].description)
    }
  }

  var columnNames: [String] { columns.map(\.name) }

  /// The rows of one export, `:export_id`, in the order of the primary key.
  ///
  /// - Parameter schema: `main`, or `temp` where the catalog is of an older version and a temporary view completes the
  ///   table.
  func selection(in schema: String) -> String {
    let owner = ["export_id", "file_key", "attribute_key"].first(where: columnNames.contains)
    let condition =
      switch owner {
      case "file_key": "t.file_key IN (SELECT f.file_key FROM main.files f WHERE f.export_id = :export_id)"
      case "attribute_key":
        "t.attribute_key IN (SELECT a.attribute_key FROM main.attributes a WHERE a.export_id = :export_id)"
      default: "t.export_id = :export_id"
      }
    // With the table before it, a column that is missing is an error; without, SQLite takes its name for a text.
    let columns = columnNames.map { "t.\"\($0)\"" }.joined(separator: ", ")
    let order = primaryKey.map { "t.\"\($0)\"" }.joined(separator: ", ")
    return "SELECT \(columns) FROM \(schema).\(name) t WHERE \(condition) ORDER BY \(order)"
  }

  /// Names between double quotes, with commas.
  static func list(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
}
