import ExportFormat
import GRDB

/// The SQL functions that every connection of Pressmark's has.
enum SQLFunctions {
  static func register(on db: Database) {
    for function in all { db.add(function: function) }
  }

  private static let all: [DatabaseFunction] = [
    // One line per function; a variadic one checks its own arity.
    DatabaseFunction("resolve_key", argumentCount: nil, pure: true, function: resolveKey),
    DatabaseFunction("canonical_json", argumentCount: 2, pure: true, function: CanonicalJSON.function),
  ]

  private static func resolveKey(_ arguments: [DatabaseValue]) throws -> (any DatabaseValueConvertible)? {
    guard (2...4).contains(arguments.count) else {
      throw DatabaseError(
        message: "resolve_key(project_id, file_id [, rebound_project [, rebound]]) takes 2 to 4 arguments")
    }
    func part(_ index: Int) -> StorageKey.Part {
      index < arguments.count ? StorageKey.Part(arguments[index]) : .absent
    }
    return StorageKey(project: part(0), file: part(1), reboundProject: part(2), rebound: part(3))?.text
  }
}

extension StorageKey.Part {
  /// A value of SQL as a part of a key: whole reals count as integers, for tools that read a column with gaps as
  /// reals; blobs as their text.
  init(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .absent
    case .int64(let number): self = .integer(number)
    case .double(let number): self = Int64(exactly: number).map(Self.integer) ?? .text(String(number))
    case .string(let text): self = .text(text)
    case .blob(let data): self = .text(String(decoding: data, as: UTF8.self))
    }
  }
}
