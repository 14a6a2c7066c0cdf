import EmbeddedSQL
import Foundation

/// The saved queries at hand: the built-in ones, and those of the user's own folder, which override them by name.
public struct SavedQueries: Sendable {
  /// All of them, by name.
  public let all: [SavedQuery]

  /// - Parameter folder: a folder of `.sql` files, or nil.
  /// - Throws: an error of Foundation's where the folder can't be read.
  public init(folder: String? = nil) throws {
    var queries: [String: SavedQuery] = [:]
    for (name, sql) in EmbeddedSQL.queries { queries[name] = SavedQuery(name: name, text: sql) }
    if let folder {
      for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(".sql") {
        let path = folder + "/" + file
        let name = String(file.dropLast(4))
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        queries[name] = SavedQuery(name: name, text: text, path: path)
      }
    }
    all = queries.values.sorted { $0.name < $1.name }
  }

  /// Finds a query.
  ///
  /// - Throws: ``SavedQueryError`` with the nearest names where there is none.
  public func query(_ name: String) throws(SavedQueryError) -> SavedQuery {
    if let query = all.first(where: { $0.name == name }) { return query }
    throw .noQuery(name: name, nearest: NearestNames.find(name, among: all.map(\.name)))
  }
}

/// Why a saved query could not be run.
public enum SavedQueryError: Error, Equatable, Sendable {
  case noQuery(name: String, nearest: [String])
  case unknownParameter(name: String, query: SavedQuery, nearest: [String])
  case missingParameters([SavedQuery.Parameter], query: SavedQuery)
}
