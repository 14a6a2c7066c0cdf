import SQLText
import Testing

@Suite struct SplitterTests {
  @Test(arguments: [
    ("SELECT 1;", ["SELECT 1;"], ""), ("SELECT 1; SELECT 2;", ["SELECT 1;", "SELECT 2;"], ""),
    ("SELECT\n1\n;", ["SELECT\n1\n;"], ""), ("SELECT ';';", ["SELECT ';';"], ""), (";;;", [], ""),
    ("SELECT 'a\n;b';", ["SELECT 'a\n;b';"], ""),
    ("SELECT \"a;b\", [c;d], `e;f`;", ["SELECT \"a;b\", [c;d], `e;f`;"], ""),
    ("-- ; \nSELECT 1;", ["SELECT 1;"], ""), ("/* ;\n; */ SELECT 1;", ["SELECT 1;"], ""),
    ("SELECT 1 -- ;\n;", ["SELECT 1 -- ;\n;"], ""), ("SELECT 1", [], "SELECT 1\n"), ("-- only\n", [], ""),
    ("SELECT 'it''s;';", ["SELECT 'it''s;';"], ""), ("/* open", [], ""), ("SELECT 'open;", [], "SELECT 'open;\n"),
    (
      "CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; SELECT CASE 1 WHEN 1 THEN 2 END; END; SELECT 3;",
      ["CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; SELECT CASE 1 WHEN 1 THEN 2 END; END;", "SELECT 3;"], ""
    ),
    ("CREATE TEMP TRIGGER t BEGIN\nSELECT 1;\nEND\n;", ["CREATE TEMP TRIGGER t BEGIN\nSELECT 1;\nEND\n;"], ""),
    ("CREATE TABLE trigger_log (end TEXT); SELECT 1;", ["CREATE TABLE trigger_log (end TEXT);", "SELECT 1;"], ""),
    ("EXPLAIN CREATE TRIGGER t BEGIN SELECT 1; END;", ["EXPLAIN CREATE TRIGGER t BEGIN SELECT 1; END;"], ""),
    ("BEGIN; SELECT 1; END;", ["BEGIN;", "SELECT 1;", "END;"], ""),
  ]) func statementsEndWhereSQLiteSaysSo(text: String, statements: [String], rest: String) {
    var splitter = SQLSplitter()
    var found: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      found += splitter.feed(String(line)).map(\.text)
    }
    #expect(found == statements)
    #expect(splitter.isEmpty == rest.isEmpty)
    #expect((splitter.finish()?.text ?? "") == rest)
  }

  @Test func piecesKnowTheirLines() {
    var splitter = SQLSplitter()
    var lines: [Int] = []
    for line in ["-- a comment", "SELECT 1;", "", "SELECT", "2; SELECT 3;", "SELECT 'a", "b'; SELECT 4;"] {
      lines += splitter.feed(line).map(\.line)
    }
    #expect(lines == [2, 4, 5, 6, 7])
  }

  @Test func tokensCoverAnyText() {
    var generator = SystemRandomNumberGenerator()
    let letters = Array("ab1 .;'\"`[]()-/*:?@$#xX'\n\\=<>é\0")
    for _ in 0..<2000 {
      let text = String((0..<Int.random(in: 0...30, using: &generator)).compactMap { _ in letters.randomElement() })
      var end = 0
      for token in SQLToken.tokens(of: text) {
        #expect(token.range.lowerBound == end && !token.range.isEmpty, "in \(text.debugDescription)")
        end = token.range.upperBound
      }
      #expect(end == text.utf8.count)
    }
  }
}
