import Catalogs
import Foundation
import SQLite
import Testing

/// Datasette's canned queries have the parameters that their SQL has, in the one spelling that Datasette knows.
@Suite struct CannedQueryTests {
  private struct Canned: Decodable {
    let params: [String]
    let sql: String
    let description: String

    private enum CodingKeys: String, CodingKey {
      case params, sql
      case description = "description_html"
    }
  }

  private func canned(_ text: String) throws -> Canned {
    struct Document: Decodable {
      struct Database: Decodable { let queries: [String: Canned] }
      let databases: [String: Database]
    }
    let metadata = DatasetteMetadata(database: "c", queries: [SavedQuery(name: "q", text: text)])
    let document = try JSONDecoder().decode(Document.self, from: Data(metadata.json))
    return try #require(document.databases["c"]?.queries["q"])
  }

  @Test(arguments: [
    ("-- T\n-- :a = 3   d\nSELECT :a, :b", ["a", "b"]), ("-- T\nSELECT $q", ["q"]),
    ("-- T\nSELECT @q, $r", ["q", "r"]),
    ("-- T\n-- :b   d\nSELECT $a, @b, :c", ["b", "a", "c"]), ("-- T\n-- :a   d\n-- :gone   d\nSELECT :a", ["a"]),
    ("-- T\nSELECT ':no', \":no\", '$no' -- :no\n, :yes /* :no */", ["yes"]), ("-- T\nSELECT $a, :a, @a", ["a"]),
    ("-- T\nSELECT * FROM nobodys_table WHERE x = $x", ["x"]), ("-- T\nSELECT ?, ?2, :a", ["a"]),
    ("-- T\nSELECT resolve_key(:p, $f)", ["p", "f"]), ("-- T\nSELECT 1", []),
  ]) func parameters(text: String, names: [String]) throws { #expect(try canned(text).params == names) }

  @Test(arguments: [
    ("-- T\nSELECT $q AS \"$q\", '$q', @r -- $q", "SELECT :q AS \"$q\", '$q', :r -- $q"),
    ("-- T\n-- :a = 3   d\nSELECT $a + @b", "SELECT CAST(coalesce(nullif(:a, ''), 3) AS NUMERIC) + :b"),
  ]) func spelling(text: String, sql: String) throws { #expect(try canned(text).sql == sql) }

  @Test func whatOnlyTheHeaderHasIsNotDescribed() throws {
    let description = try canned("-- T\n-- :a   the first\n-- :gone   the other\nSELECT :a, $b").description
    #expect(description.contains("<code>a</code> the first") && description.contains("<code>b</code>"))
    #expect(!description.contains("gone"))
  }
}
