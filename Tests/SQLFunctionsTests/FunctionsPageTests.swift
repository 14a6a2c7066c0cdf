import Catalogs
import Foundation
import SQLFunctions
import SQLite
import Testing

/// docs/functions.md against the program: every example is run.
struct FunctionsPageTests {
  static let page: String = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return (try? String(contentsOf: root.appending(path: "docs/functions.md"), encoding: .utf8)) ?? ""
  }()

  static let examples: [(call: String, result: String)] = page.split(separator: "\n").compactMap { line in
    let cells = line.split(separator: "`", omittingEmptySubsequences: false)
    guard line.hasPrefix("| `"), cells.count == 5 else { return nil }
    return (String(cells[1]), String(cells[3]))
  }

  @Test(arguments: examples)
  func `gives what the page says`(example: (call: String, result: String)) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-functions-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let catalog = try Catalog(path: folder.appending(path: "catalog.db").path, access: .create)
    #expect(try catalog.rows("SELECT \(example.call)")[0][0].description == example.result)
  }

  @Test(arguments: SQLFunction.all.map(\.name))
  func `has a section, the usage and examples`(name: String) throws {
    let function = try #require(SQLFunction.all.first { $0.name == name })
    #expect(Self.page.contains("\n## \(name)\n\n`\(function.usage)`\n"))
    #expect(Self.examples.contains { $0.call.hasPrefix(name + "(") })
  }

  /// The page's section on the table `compare`.
  static let comparing = page.components(separatedBy: "\n## ").first { $0.hasPrefix("compare\n") } ?? ""

  @Test func `names every column of compare`() {
    #expect(Self.comparing.hasPrefix("compare\n\n`\(CompareTable.usage)`\n"))
    for column in CompareTable.columns { #expect(Self.comparing.contains("`\(column)`"), "\(column)") }
  }

  @Test func `runs the statements on compare`() throws {
    let statements = Self.comparing.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("    ") ? String($0) : "" }.joined(separator: "\n").components(separatedBy: ";")
    let folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-functions-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let catalog = try Catalog(path: folder.appending(path: "catalog.db").path, access: .create)
    for (number, status) in [(1, "v"), (2, "a")] {
      _ = try catalog.rows(
        """
        INSERT INTO exports (export_id, name, source, source_digest, byte_count, record_count, imported_at,
          tool_version, newest_date) VALUES (:n, 'export ' || :n, '', '', 0, 1, '', '', '2025-01-01 10:0' || :n)
        """, parameters: ["n": .integer(Int64(number))])
      _ = try catalog.rows(
        """
        INSERT INTO files (export_id, file_id, file_name, file_type, status, author_name, upload_date,
          related_duplicates, digest) VALUES (:n, 'f', 'f.jpg', 'image', :status, 'ann', '2025-01-01 10:00', 0, :n)
        """, parameters: ["n": .integer(Int64(number)), "status": .text(status)])
    }
    let results = try statements.filter { $0.contains("SELECT") }.map { try catalog.rows($0) }
    #expect(results == [[["changed", 1]], [["v", "a", 1]], [["ann", 1]]])
  }

  @Test func `answers a wrong number of arguments with the usage`() throws {
    let function = try #require(SQLFunction.all.first { $0.name == "resolve_key" })
    #expect(function([.integer(7)]) == nil)
    #expect(function(Array(repeating: .integer(7), count: 5)) == nil)
    #expect(function([.integer(7), .text("a")]) == .text("project_7/a"))
  }
}
