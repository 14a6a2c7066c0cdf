import ByteText
import EmbeddedSQL

/// The saved queries: the built-in ones, and those of folders, which replace built-in ones of the same name.
///
/// A file that can't be read is listed in ``faults``; the others can be used.
///
/// ```swift
/// let query = try SavedQueries().query("files-by-status")
/// let values = try catalog.withConnection { try query.values(given: [:], on: $0) }
/// let result = try catalog.result(of: query.sql, parameters: values)
/// ```
public struct SavedQueries: Sendable {
  /// All that can be read, by name.
  public let all: [SavedQuery]
  /// The files of the folder that can't be read, by name.
  public let faults: [QueryFileFault]

  /// - Parameter folder: a folder of `.sql` files, or nil. Hidden files and those that editors make are skipped.
  /// - Throws: ``CatalogError`` where the folder can't be read.
  public init(folder: String? = nil) throws(CatalogError) {
    try self.init(folders: folder.map { [$0] } ?? [])
  }

  /// - Parameter folders: folders of `.sql` files; of queries with the same name, the one in the last folder counts.
  /// - Throws: ``CatalogError`` where a folder can't be read.
  public init(folders: [String]) throws(CatalogError) {
    var queries: [ByteString: SavedQuery] = [:]
    var faults: [ByteString: QueryFileFault] = [:]
    for (name, sql) in EmbeddedSQL.queries { queries[ByteString(name)] = SavedQuery(name: name, text: sql) }
    for folder in folders {
      for file in try QueryFolder.files(in: folder) {
        // A file that can't be read still replaces another query of its name, which is not what the user asked for.
        let key = ByteString(file.name)
        (queries[key], faults[key]) = (nil, nil)
        do {
          queries[key] = SavedQuery(name: file.name, text: try QueryFolder.text(of: file.path), path: file.path)
        } catch {
          faults[key] = QueryFileFault(name: file.name, path: file.path, reason: error)
        }
      }
    }
    all = queries.values.sorted { $0.name < $1.name }
    self.faults = faults.values.sorted { $0.name < $1.name }
  }

  /// Whether a query of this name is built in.
  package static func isBuiltIn(_ name: String) -> Bool { EmbeddedSQL.queries.contains { $0.0 == name } }

  /// Finds a query.
  ///
  /// - Throws: ``SavedQueryError`` with the nearest names where there is none, or why its file can't be read.
  public func query(_ name: String) throws(SavedQueryError) -> SavedQuery {
    if let query = all.first(where: { $0.name.hasSameBytes(as: name) }) { return query }
    if let fault = faults.first(where: { $0.name.hasSameBytes(as: name) }) { throw .unreadable(fault) }
    // A file system can keep a name in another Unicode form than the keyboard gives.
    if let query = all.first(where: { $0.name == name }) { return query }
    throw .noQuery(name: name, nearest: NearestNames.find(name, among: all.map(\.name)))
  }
}

/// Why a saved query could not be run.
public enum SavedQueryError: Error, Equatable, Sendable {
  /// There is no query of this name; the nearest names.
  case noQuery(name: String, nearest: [String])
  /// The query's file can't be read.
  case unreadable(QueryFileFault)
  /// The query has no such parameter; the nearest ones.
  case unknownParameter(name: String, query: SavedQuery, nearest: [String])
  /// Parameters without a default were given no value.
  case missingParameters([SavedQuery.Parameter], query: SavedQuery)
}
