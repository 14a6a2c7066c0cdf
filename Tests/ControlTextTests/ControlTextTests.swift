import ControlText
import Testing

@Suite struct ControlTextTests {
  @Test(
    "what would steer, turn or hide is escaped",
    arguments: [
      ("\u{1B}[31m", "\\x1b[31m"), ("\u{1B}]52;c;eA==\u{07}", "\\x1b]52;c;eA==\\x07"), ("\u{7F}", "\\x7f"),
      ("\u{80}\u{9B}31m\u{9F}", "\\u0080\\u009b31m\\u009f"), ("a\r\nb\tc", "a\\r\\nb\\tc"), ("\u{0}", "\\x00"),
      ("\u{202A}\u{202E}", "\\u202a\\u202e"), ("\u{2066}\u{2069}", "\\u2066\\u2069"), ("\u{61C}", "\\u061c"),
      ("\u{200E}\u{200F}", "\\u200e\\u200f"), ("\u{2028}\u{2029}", "\\u2028\\u2029"), ("\u{FEFF}", "\\ufeff"),
      ("a\u{200B}b", "a\\u200bb"), ("\u{AD}", "\\u00ad"), ("\u{2060}\u{2064}", "\\u2060\\u2064"),
      ("\u{3164}\u{115F}", "\\u3164\\u115f"), ("\u{E0001}\u{E0041}", "\\u{e0001}\\u{e0041}"),
      ("ann\u{200D}a", "ann\\u200da"),
      ("\u{200C}x", "\\u200cx"), ("\u{FFF9}", "\\ufff9"),
    ])
  func escaped(_ text: String, _ expected: String) {
    #expect(ControlText.visible(text).utf8.elementsEqual(expected.utf8))
    #expect(ControlText.visible(Array(text.utf8)).utf8.elementsEqual(expected.utf8))
  }

  @Test(
    "what people write stays",
    arguments: [
      "", "plain ~ text", "Grüße, e\u{301}", "日本語\u{3000}", "می\u{200C}خواهم", "क्\u{200D}ष", "👩‍🚀 ❤\u{FE0F}", "\u{600}12",
      "葛\u{E0100}", "\u{A0}\u{2003}", "\u{FFFD}", "\u{E000}",
    ])
  func kept(_ text: String) { #expect(ControlText.visible(text).utf8.elementsEqual(text.utf8)) }

  @Test("noncharacters are escaped", arguments: [(0xFFFE, "\\ufffe"), (0xFDD0, "\\ufdd0"), (0x1FFFF, "\\u{1ffff}")])
  func noncharacters(_ value: UInt32, _ expected: String) throws {
    #expect(ControlText.visible(String(try #require(Unicode.Scalar(value)))) == expected)
  }

  @Test("line breaks and tabs stay where the layout has them")
  func layout() {
    #expect(ControlText.visible("a\n\tb\r\u{1B}", .lines) == "a\n\tb\\r\\x1b")
    #expect(ControlText.visible([0x61, 0x9B, 0x0A], .lines) == "a\u{FFFD}\n")
  }

  private func filtered(_ bytes: [UInt8], _ syntax: ControlFilter.Syntax, size: Int) -> [UInt8] {
    var filter = ControlFilter(syntax)
    var output: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { output += filter.filter($0) }
    }
    return output
  }

  @Test(
    "the filter escapes controls wherever the pieces end, and lets the program's own sequences pass",
    arguments: [
      ("a\u{1B}[1;31mb\u{1B}[0m\r\n\t│é👩‍🚀", "a\u{1B}[1;31mb\u{1B}[0m\r\n\t│é👩‍🚀"),
      ("\r\u{1B}[K12 rows", "\r\u{1B}[K12 rows"), ("\u{1B}]0;x\u{07}y", "\\x1b]0;x\\x07y"),
      ("\u{1B}[2Jx\u{1B}[31", "\\x1b[2Jx"), ("a\rb", "a\\rb"), ("\u{9B}31m\u{202E}x", "\\u009b31m\\u202ex"),
      ("\u{E0041}z", "\\u{e0041}z"), ("\u{1B}[11111111111111111111m", "\\x1b[11111111111111111111m"),
    ])
  func filter(_ text: String, _ expected: String) {
    for size in 1...7 {
      #expect(String(decoding: filtered(Array(text.utf8), .drawing, size: size), as: UTF8.self) == expected)
      let plain = String(decoding: filtered(Array(text.utf8), .text, size: size), as: UTF8.self)
      #expect(!plain.unicodeScalars.contains("\u{1B}"))
    }
  }

  @Test("JSON keeps its values")
  func json() {
    let text = "[\"\u{1B}\u{7F}\u{9B}\u{202E}\u{E0041}é\"]\n"
    for size in 1...5 {
      let output = String(decoding: filtered(Array(text.utf8), .json, size: size), as: UTF8.self)
      #expect(output == "[\"\\u001b\\u007f\\u009b\\u202e\\udb40\\udc41é\"]\n")
    }
  }

  @Test("bytes that are no UTF-8 are replaced", arguments: [1, 2, 3, 8])
  func invalid(_ size: Int) {
    let output = filtered([0x61, 0x9B, 0x33, 0x31, 0x6D, 0xE2, 0x80, 0x62, 0xFF], .text, size: size)
    #expect(String(decoding: output, as: UTF8.self) == "a\u{FFFD}31m\u{FFFD}\u{FFFD}b\u{FFFD}")
  }
}
