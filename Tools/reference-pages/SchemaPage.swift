import Catalogs
import EmbeddedSQL
import SQLite

/// The reference page of the schema: what SQLite says about it, with the comments of `schema.sql`.
struct SchemaPage {
  struct Column {
    var name: String
    var type: String
    var isKey: Bool
    var isRequired: Bool
  }

  struct Reference {
    var columns: [String]
    var table: String
    var targets: [String]
    var onDelete: String
  }

  struct Table {
    var entry: SchemaText.Entry
    var columns: [Column]
    var references: [Reference]
  }

  let tables: [Table]

  /// Describes the schema that the program makes.
  static func current() throws -> SchemaPage {
    try Database(inMemory: { try $0.run(EmbeddedSQL.schema) }).withConnection { connection in
      SchemaPage(tables: try SchemaText.current.entries.map { try Table($0, on: connection) })
    }
  }

  /// docs/schema.md.
  var markdown: String {
    let head = """
      # The schema

      Written by `make docs` from [schema.sql](../schema.sql). All of it is plain SQL for SQLite 3.35 and later; times
      are UTC, text is UTF-8.

      ![Tables and foreign keys](schema.svg)

      ## Tables


      """
    let sections = tables.map { table in
      let title = "### \(table.entry.name)\n\n\(table.entry.description)\n\n"
      return (table.entry.kind, title + table.body)
    }
    return head + sections.filter { $0.0 == .table }.map(\.1).joined(separator: "\n")
      + "\n## Views\n\n" + sections.filter { $0.0 == .view }.map(\.1).joined(separator: "\n") + Self.digest
  }

  private static let digest = """

    ## The digest of a file

    `files.digest` is a 64-bit XXH3 hash of what the record itself says: its id, author, name, type, status, upload
    date, `rebound`, `rebound_project`, its groups as a set of (uid, set of label ids), and its unknown fields. The
    order of keys, groups and labels does not matter. A `rebound` of "" and a `rebound_project` of 0 or of the export's
    own project are the same as none. `related_duplicates`, `update_date` and `validator_name` are not in it, nor are
    the names and payloads of labels: a renamed label changes no file.

    """
}

extension SchemaPage.Table {
  init(_ entry: SchemaText.Entry, on connection: Connection) throws {
    self.entry = entry
    columns = try connection.rows(
      "SELECT name, type, pk, \"notnull\" FROM pragma_table_info('\(entry.name)') ORDER BY cid"
    )
    .map { row in
      SchemaPage.Column(
        name: row[0].description, type: row[1].description.lowercased(), isKey: row[2] != 0, isRequired: row[3] != 0)
    }
    let keys = try connection.rows(
      """
      SELECT "table", group_concat("from"), group_concat("to"), min(on_delete)
      FROM pragma_foreign_key_list('\(entry.name)') GROUP BY id ORDER BY id DESC
      """)
    references = keys.map { key in
      func names(_ index: Int) -> [String] { key[index].description.split(separator: ",").map(String.init) }
      return SchemaPage.Reference(
        columns: names(1), table: key[0].description, targets: names(2), onDelete: key[3].description)
    }
  }

  /// The table of columns, then the foreign keys.
  var body: String {
    guard entry.kind == .table else {
      return "Columns: \(columns.map { "`\($0.name)`" }.joined(separator: ", ")).\n"
    }
    var text = "| column | type | | |\n|---|---|---|---|\n"
    for column in columns {
      let mark = column.isKey ? "key" : column.isRequired ? "" : "can be null"
      let comment = (entry.columns[column.name] ?? "").replacing("|", with: "\\|")
      text += "| `\(column.name)` | \(column.type) | \(mark) | \(comment) |\n"
    }
    if !references.isEmpty { text += "\n" }
    for reference in references {
      let cascade = reference.onDelete == "CASCADE" ? ", and goes with it" : ""
      text +=
        "- `\(reference.columns.joined(separator: ", "))` refers to "
        + "`\(reference.table) (\(reference.targets.joined(separator: ", ")))`\(cascade)\n"
    }
    return text
  }
}
