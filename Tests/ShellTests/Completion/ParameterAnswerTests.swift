import CatalogFixture
import Catalogs
import Foundation
import SQLite
import Testing

@testable import Shell

/// What Tab offers for the parameters of a saved query: after `.run NAME parameter=`, and where one is asked for.
@Suite struct ParameterAnswerTests {
  let test: TestCatalog
  let session: Session

  private static let labels = """
    INSERT INTO attributes (attribute_key, export_id, attribute_id, level_order, name, payload_type) VALUES
      (1, 2, 11, 0, 'bus', 'null'), (2, 2, 12, 0, 'red', 'null'), (3, 2, 13, 0, 'traffic light', 'null'),
      (4, 2, 14, 0, 'it''s', 'null'), (5, 2, 15, 0, 'a "b" ''c''', 'null'), (6, 2, 16, 0, 'one,two', 'null'),
      (7, 2, 17, 0, 'автобус', 'null'), (8, 2, 18, 0, 'line
    end', 'null'), (9, 1, 12, 0, 'red', 'null'), (10, 2, 19, 0, 'reed', 'null');
    INSERT INTO label_counts VALUES (1, 'a', 'image', 5, 5), (10, 'a', 'image', 9, 9), (2, 'a', 'image', 7, 7);
    """

  init() throws {
    test = try TestCatalog(TestCatalog.twoExports + Self.labels)
    let folder = test.folder.appending(path: "queries")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let query = """
      -- All types
      -- :labels : labels      Some labels
      -- :label : label        A label
      -- :who : person         A person
      -- :day : date           A day
      -- :file : id            A file
      -- :state : choice(open|closed for now) = open   A word
      -- :from : export        An export
      -- :least : count = 3    A number
      -- :status               As the column
      SELECT :labels, :label, :who, :day, :file, :state, :from, :least, :status;
      """
    try query.write(to: folder.appending(path: "types.sql"), atomically: true, encoding: .utf8)
    session = Session(path: test.path, isWritable: false, queriesFolder: folder.path)
    try session.open(test.path)
  }

  /// All that Tab makes of a text, in its place.
  private func completed(_ text: String) -> [String] {
    guard let answer = session.completion(of: text, at: text.utf8.count) else { return [] }
    let before = String(decoding: Array(text.utf8)[..<answer.range.lowerBound], as: UTF8.self)
    return answer.candidates.map { before + $0.text }
  }

  @Test(
    arguments: [
      ("labels=re", ["labels=reed", "labels=red"]), ("labels=bus,re", ["labels=bus,reed", "labels=bus,red"]),
      ("labels=bus, traf", []), ("labels=bus,traf", ["labels=bus,'traffic light'"]),
      ("labels='bus,traf", ["labels='bus,traffic light'"]), ("labels='bus, traf", ["labels='bus, traffic light'"]),
      ("labels=\"bus,traf", ["labels=\"bus,traffic light\""]), ("labels=bus,'traf", ["labels=bus,'traffic light'"]),
      ("labels='traffic light,re", ["labels='traffic light,reed'", "labels='traffic light,red'"]),
      ("labels='traffic light',re", ["labels='traffic light',reed", "labels='traffic light',red"]),
      ("labels=it", ["labels=\"it's\""]), ("labels='it", ["labels=\"it's\""]),
      ("labels='bus,it", ["labels='bus,'\"it's\""]), ("label='a ", [#"label='a "b" '"'"'c'"'"''"#]),
      ("labels=one", []), ("label=one", ["label=one,two"]), ("labels=16", ["labels=16"]), ("label=line", []),
      ("labels=авт", ["labels=автобус"]), ("labels=bus,12", ["labels=bus,12"]), ("label=12", ["label=12"]),
      ("who=a", ["who=ann"]), ("who=v", ["who=vic"]), ("who=Z", ["who=Zoë"]), ("file=a", ["file=aa"]), ("file=x", []),
      ("day=2025-06", ["day=2025-06-10", "day=2025-06-02", "day=2025-06-01"]), ("state=cl", ["state='closed for now'"]),
      ("state='closed f", ["state='closed for now'"]), ("from=2025-05", ["from=2025-05-01"]),
      ("from=pre", ["from=previous"]),
      ("least=", ["least=3"]), ("status=", ["status=a", "status=v", "status=d"]),
      ("'labels=bus,re", ["'labels=bus,reed'", "'labels=bus,red'"]), ("labels=red lab", ["labels=red label="]),
    ] as [(String, [String])]) func tabMakes(typed: String, expected: [String]) throws
  {
    let found = completed(".run types \(typed)")
    #expect(found == expected.map { ".run types \($0)" })
    // What it made is read as it was meant.
    let values = [
      "label='a ": "a \"b\" 'c'", "labels=it": "it's", "labels='it": "it's", "labels='bus,it": "bus,it's",
      "labels=bus,traf": "bus,traffic light", "labels='traffic light',re": "traffic light,reed",
    ]
    if let value = values[typed], let first = found.first {
      #expect(ShellWord.words(of: first).last?.text.split(separator: "=", maxSplits: 1).last.map(String.init) == value)
    }
  }

  /// What Tab makes of an answer.
  private func answered(_ name: String, _ text: String) throws -> [String] {
    let query = try session.savedQueries().query("types")
    let parameter = try #require(query.parameters.first { $0.name == name })
    guard let answer = session.completion(of: text, at: text.utf8.count, for: parameter) else { return [] }
    let before = String(decoding: Array(text.utf8)[..<answer.range.lowerBound], as: UTF8.self)
    return answer.candidates.map { before + $0.text }
  }

  @Test(arguments: [
    ("labels", "bus,re", ["bus,reed", "bus,red"]), ("labels", "bus, re", ["bus, reed", "bus, red"]),
    ("labels", "traf", ["traffic light"]), ("label", "it", ["it's"]), ("label", "one,", ["one,two"]),
    ("who", "", ["vic", "ann", "bob", "Zoë"]), ("day", "2025-04-02", ["2025-04-02"]), ("file", "", ["aa", "bb", "cc"]),
    ("state", "", ["open", "closed for now"]), ("from", "", ["latest", "previous", "2025-06-10", "2025-05-01"]),
  ]) func anAnswerIsCompletedAsItStands(name: String, text: String, expected: [String]) throws {
    #expect(try answered(name, text) == expected)
  }

  @Test(arguments: ["", "plain", "two words", "it's", "\"", "'", "'\"'", "a'b\"c'd", " ", "\u{301}x"])
  func aTextInQuotesIsReadAsItself(text: String) {
    #expect(ShellWord.words(of: "x \(ShellWord.quoted(text)) y").map(\.text) == ["x", text, "y"])
  }

  @Test(arguments: [
    ("", "", ""), (".run x", ".run ", "x"), (".run 'a b", ".run ", "a b"), (".run 'a b' c", ".run 'a b' ", "c"),
    (".run a='b c' ", ".run a='b c' ", ""), (".run a\"b 'c", ".run ", "ab 'c"),
  ]) func theWordThatIsTypedIsTheLast(line: String, before: String, text: String) {
    let word = OpenWord(at: line)
    #expect(word.before == before && word.text == text)
    #expect(word.byteCount(from: 0) == line.utf8.count - before.utf8.count)
  }

  @Test(arguments: [
    ".use 20", ".open ", ".columns files x", ".param x='a", ".run types labels='", ".run types '=", ".run \"\u{0}",
  ])
  func anyLineIsSafe(line: String) {
    for cursor in 0...line.utf8.count { _ = session.completion(of: line, at: cursor) }
  }
}
