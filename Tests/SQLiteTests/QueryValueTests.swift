import SQLite
import Testing

@Suite struct QueryValueTests {
  @Test func textIsComparedAsBytes() {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    #expect(
      QueryValue.text(composed) != .text(decomposed) && Set([QueryValue.text(composed), .text(decomposed)]).count == 2)
  }
}
