public import Catalog

extension SavedQueries {
  /// All queries with their parameters, as a result.
  public var listing: QueryResult {
    QueryResult(
      columns: ["name", "parameters", "title"],
      rows: all.map { query in
        let parameters = query.parameters.map { parameter in
          parameter.name + (parameter.defaultValue.map { "=\($0)" } ?? "")
        }
        return [.text(query.name), .text(parameters.joined(separator: " ")), .text(query.title)]
      })
  }
}
