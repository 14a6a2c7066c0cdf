import CatalogFixture
import Catalogs
import LineEditor
import Testing

@testable import Shell

@Suite struct CompletionTests {
  let test: TestCatalog
  let session: Session

  init() throws {
    test = try TestCatalog()
    session = Session(path: test.path, isWritable: false, queriesFolder: nil)
    try session.open(test.path)
  }

  /// What Tab makes first at the bar, in its place.
  private func completed(_ text: String) -> String? {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let answer = session.completion(of: parts[0] + parts[1], at: parts[0].utf8.count) else {
      return nil
    }
    guard let first = answer.candidates.first else { return nil }
    return String(decoding: Array(parts[0].utf8)[..<answer.range.lowerBound], as: UTF8.self) + first.text
  }

  @Test(
    arguments: [
      ("sel|", "select"), ("SEL|", "SELECT"), ("SELECT * FROM duplicates|", "SELECT * FROM duplicates"),
      ("SELECT * FROM files, expo|", "SELECT * FROM files, exports"), ("SELECT stat| FROM files", "SELECT status"),
      ("SELECT f.auth| FROM files f", "SELECT f.author_name"),
      ("SELECT count(f.val|) FROM files AS f", "SELECT count(f.validator_name"),
      ("SELECT * FROM exports e JOIN files f ON f.exp|", "SELECT * FROM exports e JOIN files f ON f.export_id"),
      (
        "WITH late AS (SELECT file_id, status AS s FROM files) SELECT * FROM lat|",
        "WITH late AS (SELECT file_id, status AS s FROM files) SELECT * FROM late"
      ),
      (
        "WITH late AS (SELECT file_id AS i, status AS state FROM files) SELECT late.st| FROM late",
        "WITH late AS (SELECT file_id AS i, status AS state FROM files) SELECT late.state"
      ),
      ("SELECT * FROM compar|", "SELECT * FROM compare("), ("SELECT pressmark|", nil),
      ("SELECT new_st| FROM compare('a', 'b')", "SELECT new_status"),
      ("SELECT resolve|", "SELECT resolve_key("), ("SELECT * FROM main.fil|", "SELECT * FROM main.files"),
      ("SELECT * FROM files WHERE author_name = 'Z|", "SELECT * FROM files WHERE author_name = 'Zoë'"),
      ("SELECT * FROM files WHERE status IN ('a', 'd|", "SELECT * FROM files WHERE status IN ('a', 'd'"),
      ("SELECT * FROM exports WHERE name = '2025-05|", "SELECT * FROM exports WHERE name = '2025-05-01'"),
      ("SELECT * FROM annotations WHERE export = |", "SELECT * FROM annotations WHERE export = '2025-06-10'"),
      ("SELECT 1; SELECT * FROM trans|", "SELECT 1; SELECT * FROM transfers"), (".ta|", ".tables"),
      (".mode mark|", ".mode markdown"), (".use 2025-05|", ".use 2025-05-01"),
      (".run files-by|", ".run files-by-status"),
      (".run files-by-status exp|", ".run files-by-status export="),
      (".run files-by-status export=2025-06|", ".run files-by-status export=2025-06-10"),
      (".run first-and-last-seen only=ret|", ".run first-and-last-seen only=returned"),
      (".run stats-since since=|", ".run stats-since since=2025-06-10"), (".help sch|", ".help schema"),
      ("SELECT statsu FROM files WHERE vldtr|", "SELECT statsu FROM files WHERE validator_name"),
      ("SELECT :exp|", "SELECT :export"), ("SELECT '|", nil), ("SELECT 1 -- com|", nil), (".quit x|", nil),
    ] as [(String, String?)]) func tabMakes(text: String, expected: String?)
  {
    #expect(completed(text) == expected)
  }

  @Test(arguments: ["", "S", "SELECT ", "SELECT * FROM files WHERE ", "SELECT a", "SELECT e"])
  func neverThousands(text: String) throws {
    #expect(try #require(session.completion(of: text, at: text.utf8.count)).candidates.count <= Completion.limit)
  }

  @Test func exactComesBeforePrefixBeforeFuzzy() {
    func names(_ prefix: String, _ names: [String]) -> [String] {
      Completion.ranked(prefix, [names.map { .init(text: $0) }]).map(\.text)
    }
    #expect(names("file", ["files", "file", "profile"]) == ["file", "files"])
    #expect(names("name", ["file_name", "author_name"]) == ["file_name", "author_name"])
    #expect(names("fnm", ["file_name", "other"]) == ["file_name"])
  }

  @Test func anyCursorInAnyTextIsSafe() {
    let text = ".run x y=\nSELECT f.é, 'a;b' FROM files f, (SELECT 1) WHERE f.status IN ('a', \"b\") AND [x"
    for cursor in 0...text.utf8.count + 1 {
      guard let answer = session.completion(of: text, at: cursor) else { continue }
      #expect(answer.range.lowerBound >= 0 && answer.range.upperBound <= text.utf8.count)
    }
  }

  @Test func coloursCoverKnownPieces() {
    let spans = SyntaxColors.spans(of: "SELECT 'x', 1 -- c")
    #expect(spans.map(\.range) == [0..<6, 7..<10, 12..<13, 14..<18])
    #expect(SyntaxColors.spans(of: ".mode csv").map(\.range) == [0..<5])
  }
}
