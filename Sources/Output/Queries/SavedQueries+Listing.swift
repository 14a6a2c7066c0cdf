package import Catalogs
package import SQLite

extension SavedQueries {
  /// All queries with their parameters, as a result; those that can't be read are marked.
  package var listing: QueryResult {
    let rows = all.map { query -> (String, [QueryValue]) in
      let parameters = query.parameters.map { parameter in
        parameter.name + (parameter.defaultValue.map { "=\($0)" } ?? "")
      }
      return (query.name, [.text(query.name), .text(parameters.joined(separator: " ")), .text(query.title)])
    }
    let marked = faults.map { fault -> (String, [QueryValue]) in
      (fault.name, [.text(fault.name), .text(""), .text("! " + OutputMessages.warning(of: fault))])
    }
    return QueryResult(
      columns: ["name", "parameters", "title"], rows: (rows + marked).sorted { $0.0 < $1.0 }.map(\.1))
  }
}
