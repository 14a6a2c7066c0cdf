import ByteText
import Testing

@Suite struct ByteTextTests {
  @Test func helpersLookAtBytes() {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    #expect(composed == decomposed && !composed.hasSameBytes(as: decomposed))
    #expect(decomposed.isBeforeInBytes(composed) && !composed.isBeforeInBytes(decomposed))
    #expect(Set([composed, decomposed, composed].map(ByteString.init)).count == 2)
    #expect([composed].containsBytes(of: composed) && ![composed].containsBytes(of: decomposed))
    #expect(Optional(composed).hasSameBytes(as: composed) && !Optional(composed).hasSameBytes(as: nil))
    #expect([composed, decomposed].sortedByBytes().map(scalars) == [decomposed, composed].map(scalars))
    #expect(scalars("a'\u{301}b".doubling("'")) == scalars("a''\u{301}b"))
  }
}

/// Text with its scalars in sight, for Swift's `==` would not see the difference.
private func scalars(_ text: String) -> String {
  text.unicodeScalars.map { $0.isASCII && $0.value >= 0x20 ? String($0) : "<\(String($0.value, radix: 16))>" }.joined()
}
