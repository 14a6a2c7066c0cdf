import EmbeddedSQL
import Foundation
import SQLText
import Testing

@testable import SQLDialects

/// The saved queries, and queries with all forms at once, in each dialect.
@Suite struct SavedQueryDialectTests {
  private func pieces(of sql: String, _ kinds: Set<SQLToken.Kind>) -> [String] {
    let bytes = Array(sql.utf8)
    return SQLToken.tokens(of: bytes).filter { kinds.contains($0.kind) }
      .map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  @Test(arguments: EmbeddedSQL.queries.map(\.0)) func aSavedQueryKeepsItsCommentsTextsAndLines(name: String) throws {
    let sql = OtherWay.taken(in: try #require(EmbeddedSQL.queries.first { $0.0 == name }).1)
    for dialect in SQLDialect.all {
      let adapted = dialect.adapt(sql)
      let bytes = Array(adapted.utf8)
      let tokens = SQLToken.tokens(of: bytes)
      // psql's :'name' is a colon before a text here.
      let colons = dialect.name == "postgresql" ? [":"] : []
      #expect(Set(pieces(of: adapted, [.illegal])).isSubset(of: colons), "\(dialect.name)")
      #expect(!tokens.contains { !$0.isClosed }, "\(dialect.name)")
      #expect(pieces(of: adapted, [.comment]) == pieces(of: sql, [.comment]), "\(dialect.name)")
      #expect(pieces(of: adapted, [.quotedName]) == pieces(of: sql, [.quotedName]), "\(dialect.name)")
      #expect(adapted.split(separator: "\n").count == sql.split(separator: "\n").count, "\(dialect.name)")
      if dialect.name == "duckdb" {
        // What was adapted once has nothing left to adapt.
        #expect(dialect.adapt(adapted) == adapted)
      }
      if dialect.name != "postgresql" {
        #expect(pieces(of: adapted, [.string]) == pieces(of: sql, [.string]), "\(dialect.name)")
        let sign = dialect.name == "duckdb" ? "$" : ":"
        #expect(
          pieces(of: adapted, [.parameter]) == pieces(of: sql, [.parameter]).map { sign + $0.dropFirst() },
          "\(dialect.name)")
      }
    }
  }

  @Test(arguments: ["every-form", "layout"], SQLDialect.all.map(\.name))
  func queriesInADialectAreAsRecorded(name: String, dialect: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    let sql = try String(contentsOf: folder.appending(path: "\(name).sql"), encoding: .utf8)
    let adapted = try #require(SQLDialect.named(dialect)).adapt(sql, nullable: ["label"])
    let file = folder.appending(path: "\(name).\(dialect).sql")
    if ProcessInfo.processInfo.environment["PRESSMARK_RECORD"] != nil {
      return try adapted.write(to: file, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(adapted == expected)
  }

  @Test func dialectsAreFoundByTheirNames() {
    #expect(SQLDialect.all.map(\.name) == ["spark", "duckdb", "postgresql"])
    #expect(SQLDialect.named("sqlite") == nil)
    #expect(SQLDialect.named("Spark") == nil)
  }
}
