import FileNames
import Testing

struct PathTextTests {
  static let names: [[UInt8]] = [
    [], Array("annotation.json".utf8), Array("e\u{301} \u{E9} \u{10FFFD}".utf8), [0xE9],
    Array("S".utf8) + [0xE9, 0x2E],
    [0xC3], [0xC3, 0xA9, 0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x8F, 0xBF, 0xA9], [0xF4, 0x8F, 0xBE, 0x80],
    [0xF4, 0x8F, 0xBF, 0xBF, 0xFF], [0xF4, 0x8F], [0xC0, 0xAF], [0xF5, 0x80, 0x80, 0x80], [0x80, 0x80, 0xE2, 0x82],
  ]

  @Test(arguments: names) func `every name comes back byte for byte`(name: [UInt8]) {
    let text = PathText.text(of: name)
    #expect(PathText.bytes(of: text) == name)
    #expect(PathText.isEscaped(text) == (String(validating: name, as: UTF8.self) != text))
    let copied = PathText.withCString(text) { PathText.text(cString: $0) }
    #expect(copied.utf8.elementsEqual(text.utf8))
  }

  @Test func `no two names have one text`() {
    var generator = SeededGenerator(seed: 7)
    let bytes: [UInt8] = [0x41, 0xF4, 0x8F, 0xBE, 0xBF, 0x80, 0xA9, 0xE9, 0xFF, 0xC3]
    var names: [[UInt8]: [UInt8]] = [:]
    for _ in 0..<20_000 {
      let name = (0..<Int.random(in: 0...8, using: &generator)).map { _ in bytes.randomElement(using: &generator) ?? 0 }
      let text = Array(PathText.text(of: name).utf8)
      #expect(names[text] ?? name == name)
      #expect(PathText.bytes(of: String(decoding: text, as: UTF8.self)) == name)
      names[text] = name
    }
  }

  @Test func `people see the bytes`() {
    #expect(
      PathText.shown(PathText.text(of: Array("S".utf8) + [0xE9, 0x0A] + Array("é.json".utf8))) == "S\\xE9\né.json")
    #expect(PathText.shown("plain \u{10FF7F}") == "plain \u{10FF7F}")
  }
}

/// A generator whose numbers are the same in every run (SplitMix64).
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
