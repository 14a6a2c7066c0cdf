import ExportFormat
import SQLite

/// Reads the values of a row that an import stored; somebody may have stored others.
struct StoredValues {
  let row: ResultRow
  let table: String
  /// The columns that tell the row, and where they stand in it.
  let key: [(name: String, index: Int)]

  /// A text that must be there.
  func text(_ index: Int, _ column: String) throws -> String {
    guard let text = try optionalText(index, column) else { throw fault(column, .notText(found: .null)) }
    return text
  }

  func optionalText(_ index: Int, _ column: String) throws -> String? {
    switch row[index] {
    case .null: return nil
    case .text(let bytes):
      guard let text = String(validating: bytes, as: UTF8.self) else { throw fault(column, .notUTF8) }
      return text
    case let other: throw fault(column, .notText(found: other.copy))
    }
  }

  /// A number that must be there.
  func integer(_ index: Int, _ column: String) throws -> Int64 {
    guard let number = try optionalInteger(index, column) else { throw fault(column, .notInteger(found: .null)) }
    return number
  }

  func optionalInteger(_ index: Int, _ column: String) throws -> Int64? {
    switch row[index] {
    case .null: return nil
    case .integer(let number): return number
    case let other: throw fault(column, .notInteger(found: other.copy))
    }
  }

  /// A JSON object, or nothing.
  func optionalObject(_ index: Int, _ column: String) throws -> String? {
    guard let text = try optionalText(index, column) else { return nil }
    try checkJSON(text, type: "object", column)
    return text
  }

  /// Makes sure that a text is JSON of a type.
  func checkJSON(_ text: String, type: String, _ column: String) throws {
    var text = text
    guard let met = text.withUTF8({ StoredJSON.fault(in: $0, type: type) }) else { return }
    throw fault(column, .notJSON(type: type, reason: "\(met)"))
  }

  func fault(_ column: String, _ problem: StoredFault.Problem) -> CatalogError {
    let key = key.map { "\($0.name) \(row[$0.index].copy)" }.joined(separator: ", ")
    return .badValue(StoredFault(table: table, column: column, row: key, problem: problem))
  }
}
