import Foundation
import Testing

@testable import Catalogs

/// The names of saved queries are those of files, whose bytes tell them apart.
@Suite struct QueryNameTests {
  private static let composed = "caf\u{E9}"
  private static let decomposed = "cafe\u{301}"

  private func queries(_ names: [String]) throws -> SavedQueries {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-names-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in names {
      try Data("-- \(name.utf8.count)\nSELECT 1;\n".utf8).write(to: folder.appending(path: "\(name).sql"))
    }
    return try SavedQueries(folder: folder.path)
  }

  #if os(Linux)
    @Test func twoFilesAreTwoQueries() throws {
      let queries = try queries([Self.composed, Self.decomposed])
      for name in [Self.composed, Self.decomposed] {
        #expect(try queries.query(name).title == "\(name.utf8.count)")
      }
    }
  #endif

  @Test func theOtherFormOfTheOnlyOneFindsIt() throws {
    #expect(try queries([Self.decomposed]).query(Self.composed).title == "\(Self.decomposed.utf8.count)")
    #expect(try queries([Self.composed]).query(Self.decomposed).title == "\(Self.composed.utf8.count)")
  }
}
