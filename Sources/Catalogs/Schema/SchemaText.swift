import EmbeddedSQL

/// What the comments of `schema.sql` say about tables, columns and views.
package struct SchemaText: Sendable {
  /// A table or a view.
  package struct Entry: Equatable, Sendable {
    /// What an entry is.
    package enum Kind: Equatable, Sendable {
      /// A table.
      case table
      /// A view.
      case view
    }

    /// Whether it is a table or a view.
    package var kind: Kind
    /// Its name.
    package var name: String
    /// The comment above it.
    package var description: String
    /// The comments beside its columns, by name.
    package var columns: [String: String] = [:]
    /// The statement, as it is written.
    package var sql = ""
  }

  /// In the order of the text.
  package let entries: [Entry]

  /// The schema that the program makes.
  package static let current = SchemaText(EmbeddedSQL.schema)

  /// Reads the comments of a text whose statements each begin a line and end one.
  ///
  /// - Parameter text: `CREATE TABLE` and `CREATE VIEW` statements, one column per line.
  package init(_ text: String) {
    var entries: [Entry] = []
    var comment: [Substring] = []
    var open: Entry?
    var column: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split(separator: " ")
      if var entry = open {
        entry.sql += line + "\n"
        Self.readColumn(line, words, into: &entry, column: &column)
        let code = line.firstRange(of: "--").map { line[..<$0.lowerBound] } ?? line
        open = code.last { $0 != " " } == ";" ? nil : entry
        if open == nil { entries.append(entry) }
      } else if line.hasPrefix("--") {
        comment.append(line.dropFirst(2).drop { $0 == " " })
      } else if words.count >= 3, words[0] == "CREATE", words[1] == "TABLE" || words[1] == "VIEW" {
        open = Entry(
          kind: words[1] == "TABLE" ? .table : .view, name: String(words[2]),
          description: comment.joined(separator: " "), sql: line + "\n")
        column = nil
        comment = []
      } else {
        comment = []
      }
    }
    self.entries = entries
  }

  /// A column's line has its comment at the end; lines that are only a comment continue it.
  private static func readColumn(
    _ line: Substring, _ words: [Substring], into entry: inout Entry, column: inout String?
  ) {
    guard entry.kind == .table, let first = words.first else { return }
    let comment = line.firstRange(of: "--").map { line[$0.upperBound...].drop { $0 == " " } } ?? ""
    if first.hasPrefix("--") {
      if let column { entry.columns[column, default: ""] += " " + comment }
    } else if ["PRIMARY", "FOREIGN", "UNIQUE", "CHECK", ")", ");"].contains(first.prefix { $0 != "(" }) {
      column = nil
    } else {
      column = String(first)
      entry.columns[String(first)] = String(comment)
    }
  }
}
