import EmbeddedSQL
import SQLText
import SQLite

/// Finds the parameters of saved queries by compiling them for an empty database with the catalog's schema.
struct QueryCompiler {
  private let database: Database?

  init() {
    database = try? Database(inMemory: { connection in
      try CatalogFunctions.register(on: connection)
      try connection.run(EmbeddedSQL.schema)
    })
  }

  /// The parameters that a query's SQL has: those that its header describes come first. One that only the header has is
  /// omitted.
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
