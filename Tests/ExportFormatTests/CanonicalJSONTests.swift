import ExportFormat
import Testing

@Suite struct CanonicalJSONTests {
  @Test(arguments: [
    ("1", "1.0"), ("1e2", "100"), ("-0", "0"), ("0.1", "1e-1"), ("9007199254740993", "9007199254740992"),
    ("{\"a\":1,\"b\":2}", " { \"b\" : 2 , \"a\" : 1.0 } "), ("[\"é\"]", "[\"\\u00e9\"]"),
    ("[\"🚚\"]", "[\"\\ud83d\\ude9a\"]"), ("{\"a\":1,\"a\":2}", "{\"a\":2}"), ("[\"\\/\"]", "[\"/\"]"),
    ("{\"10\":1,\"9\":2}", "{\"9\":2,\"10\":1}"),
    ("{\"\u{E9}\":1,\"e\u{301}\":2}", "{\"e\u{301}\":2,\"\\u00e9\":1}"),
  ]) func equal(_ left: String, _ right: String) {
    let (one, other) = (CanonicalJSON.text(of: left, type: "object"), CanonicalJSON.text(of: right, type: "object"))
    #expect(one.utf8.elementsEqual(other.utf8))
  }

  @Test(arguments: [
    ("1", "integer", "1", "text"), ("1", "true", "1", "integer"), ("", "text", nil, "null"),
    ("[1,2]", "array", "[2,1]", "array"),
    ("[\"\\ud83d\"]", "array", "[\"\\ude9a\"]", "array"), ("[1]", "array", "[1", "array"),
    ("[\"1\"]", "array", "[1]", "array"), ("[[],{}]", "array", "[{},[]]", "array"),
    ("1e400", "real", "2e400", "real"), ("{\"\u{E9}\":1}", "object", "{\"e\u{301}\":1}", "object"),
    ("{\"\u{E9}\":1,\"e\u{301}\":2}", "object", "{\"e\u{301}\":2}", "object"),
    ("[\"\u{212A}\"]", "array", "[\"K\"]", "array"), ("a\u{0}x", "text", "a\u{0}y", "text"),
    ("\u{E9}", "text", "e\u{301}", "text"),
  ]) func different(_ left: String, _ leftType: String, _ right: String?, _ rightType: String) {
    let (one, other) = (CanonicalJSON.text(of: left, type: leftType), CanonicalJSON.text(of: right, type: rightType))
    #expect(!one.utf8.elementsEqual(other.utf8))
  }

  @Test func depthEnds() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(CanonicalJSON.text(of: deep, type: "array") == deep)
  }
}
