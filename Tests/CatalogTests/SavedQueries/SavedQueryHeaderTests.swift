import Catalog
import Foundation
import Testing

/// What every file in queries/ must have.
@Suite struct SavedQueryHeaderTests {
  static let queries = (try? SavedQueries().all) ?? []

  @Test func `there are saved queries`() {
    #expect(Self.queries.count >= 29)
  }

  @Test(arguments: queries.map(\.name))
  func `has a title, a description, and described parameters that the SQL uses`(name: String) throws {
    let query = try SavedQueries().query(name)
    #expect(!query.title.isEmpty && !query.title.hasSuffix("."))
    #expect(query.description.hasSuffix("."))
    #expect(query.parameters.allSatisfy { !$0.description.isEmpty })
    let catalog = try SavedQueryCatalog().catalog
    let used = try catalog.withConnection { connection in
      try connection.withStatement(query.sql) { statement in Set(statement.parameterNames) }
    }
    #expect(Set(query.parameters.map(\.name)) == used)
  }

  @Test(arguments: queries.map(\.name))
  func `is run by a test`(name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let texts = try files.filter { $0.pathExtension == "swift" }.map { try String(contentsOf: $0, encoding: .utf8) }
    #expect(texts.contains { $0.contains("\"\(name)\"") })
  }
}
