import Catalogs
import Foundation
import SQLite

/// A catalog of three real exports of one project, and saved queries run on it.
struct SavedQueryCatalog {
  static let exports = ["small", "spring", "summer"]

  private static let shared = Result {
    let scratch = try ScratchCatalog()
    for name in exports {
      try scratch.import(SampleExports.data("\(name)/annotation.api.json"), as: name, project: 7)
    }
    return Shared(scratch: scratch)
  }

  /// The catalog is made once and only read from then on; the folder goes with the process.
  private struct Shared: @unchecked Sendable {
    let scratch: ScratchCatalog
  }

  let catalog: Catalog

  /// The catalog of the real exports.
  init() throws { catalog = try Self.shared.get().scratch.open() }

  init(_ catalog: Catalog) { self.catalog = catalog }

  /// Runs a saved query; each row is a dictionary by column.
  func run(_ name: String, _ given: [String: QueryValue] = [:]) throws -> [[String: QueryValue]] {
    let query = try SavedQueries().query(name)
    let result = try catalog.withConnection { connection in
      try connection.result(of: query.sql, parameters: try query.values(given: given, on: connection))
    }
    return result.rows.map { Dictionary(uniqueKeysWithValues: zip(result.columns, $0)) }
  }

  /// Runs a saved query and gives some columns of each row, written as text and joined by blanks.
  func lines(_ name: String, _ given: [String: QueryValue] = [:], columns: [String]) throws -> [String] {
    try run(name, given).map { row in columns.map { row[$0]?.description ?? "no column \($0)" }.joined(separator: " ") }
  }
}

extension [String: QueryValue] {
  func integer(_ column: String) -> Int? {
    if case .integer(let number)? = self[column] { Int(number) } else { nil }
  }

  func text(_ column: String) -> String? {
    if case .text(let text)? = self[column] { text } else { nil }
  }
}
