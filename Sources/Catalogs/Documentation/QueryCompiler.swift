import EmbeddedSQL
import SQLText
import SQLite

/// Compiles saved queries against a database that holds our schema and no data, to see what is in them.
struct QueryCompiler {
  private let database: Database?

  init() {
    database = try? Database(inMemory: { connection in
      try CatalogFunctions.register(on: connection)
      try connection.run(EmbeddedSQL.schema)
    })
  }

  /// The parameters that a query's SQL has, as its header describes them; those of the header first. What the header
  /// alone has is left out.
  ///
  /// A query on tables that somebody added does not compile here; then its tokens are read.
  func parameters(of query: SavedQuery) -> [SavedQuery.Parameter] {
    let bytes = Array(query.sql.utf8)
    var written: [String] = []
    for token in SQLToken.tokens(of: bytes) where token.isNamedParameter(in: bytes) {
      let name = String(decoding: bytes[token.range].dropFirst(), as: UTF8.self)
      if !written.contains(name) { written.append(name) }
    }
    let names = compiledNames(of: query.sql)?.filter(written.contains) ?? written
    let described = query.parameters.filter { names.contains($0.name) }
    let others = names.filter { name in !described.contains { $0.name == name } }
    return described + others.map { SavedQuery.Parameter(name: $0) }
  }

  private func compiledNames(of sql: String) -> [String]? {
    try? database?.withConnection { connection in
      var names: [String] = []
      try connection.forEachStatement(in: sql) { statement in
        names += statement.parameterNames.filter { !names.contains($0) }
      }
      return names
    }
  }
}
