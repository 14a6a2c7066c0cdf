import EmbeddedSQL
import GRDB

/// Compiles saved queries against a database that holds our schema and no data, to see what is in them.
struct QueryCompiler {
  private let queue: DatabaseQueue?

  init() {
    var configuration = Configuration()
    configuration.prepareDatabase { db in try SQLFunctions.register(on: db) }
    queue = try? DatabaseQueue(configuration: configuration)
    try? queue?.inDatabase { db in try db.execute(sql: EmbeddedSQL.schema) }
  }

  /// The parameters that a query's SQL has, as its header describes them; those of the header first. What the header
  /// alone has is left out.
  ///
  /// A query on tables of other hands does not compile here: then its tokens tell.
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
    try? queue?.inDatabase { db in
      guard let handle = db.sqliteConnection else { return nil }
      var names: [String] = []
      try Connection(handle: handle).forEachStatement(in: sql) { statement in
        names += statement.parameterNames.filter { !names.contains($0) }
      }
      return names
    }
  }
}
