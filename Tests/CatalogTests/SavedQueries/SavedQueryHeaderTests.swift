import Catalogs
import Foundation
import SQLite
import Testing

/// What every file in queries/ must have.
@Suite struct SavedQueryHeaderTests {
  static let queries = (try? SavedQueries().all) ?? []

  @Test func `there are saved queries`() {
    #expect(Self.queries.count >= 33)
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

  @Test(
    arguments: [
      (":d : count How many", "d", "count", nil, "How many"), (":d : date since when", "d", "date", nil, "since when"),
      (":d : count   How many", "d", "count", nil, "How many"),
      (":d : choice(a|b) which", "d", "choice(a|b)", nil, "which"),
      ("$q : count = 5   How many", "q", "count", "5", "How many"),
      ("@r : choice(a|b) = a", "r", "choice(a|b)", "a", ""),
      ("$q = 5   How many", "q", nil, "5", "How many"), (":d : see below", "d", nil, nil, ": see below"),
    ] as [(String, String, String?, String?, String)])
  func `a line of a header gives name, type, default and description`(
    line: String, name: String, type: String?, value: String?, description: String
  ) throws {
    let query = SavedQuery(name: "q", text: "-- Title\n-- \(line)\nSELECT 1")
    let parameter = try #require(query.parameters.first)
    #expect(parameter.name == name)
    #expect(parameter.type.map { "\($0)" } == type)
    #expect(parameter.defaultValue.map(\.description) == value)
    #expect(parameter.description == description)
  }

  @Test(arguments: ["@todo write more", "$5 is the price", "see :x"])
  func `a line of a description is no parameter`(line: String) {
    #expect(SavedQuery(name: "q", text: "-- Title\n-- \(line)\nSELECT 1").parameters.isEmpty)
  }
}
