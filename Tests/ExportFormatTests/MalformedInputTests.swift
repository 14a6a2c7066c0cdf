import Testing

@testable import ExportFormat

@Suite("Malformed inputs")
struct MalformedInputTests {
  @Test("Each is refused with the record's number, line, column, path and reason of the golden file")
  func messages() throws {
    let pieces = MalformedInput.all.map { input in
      "# \(input.name)\n" + (Reading([input.bytes]).error?.description ?? "ACCEPTED")
    }
    #expect(pieces.count >= 200)
    #expect(Set(MalformedInput.all.map(\.name)).count == pieces.count)
    try Golden.check(pieces.joined(separator: "\n\n") + "\n", "malformed.txt")
  }

  @Test("Each is refused", arguments: MalformedInput.all)
  func isRefused(_ input: MalformedInput) {
    #expect(Reading([input.bytes]).error != nil)
  }

  @Test("How the bytes come changes neither verdict nor position", arguments: MalformedInput.all)
  func sameInPieces(_ input: MalformedInput) {
    let whole = Reading([input.bytes]).verdict
    for chunk in [64, 65, 67, 71, 128, 1000] {
      for step in [1, 7, 4096] {
        #expect(Reading([input.bytes], chunk: chunk, step: step).verdict == whole, "\(chunk) bytes, \(step) a read")
      }
    }
  }

  @Test(
    "After good records, and skipping faulty ones, the verdict stays the same in pieces", arguments: MalformedInput.all)
  func sameInPiecesWhenSkipping(_ input: MalformedInput) {
    let good = Array(("[" + (0..<3).map { SampleRecord().with("id", "\"\($0)\"").text }.joined(separator: ",\n")).utf8)
    // An input that is an array continues the good one.
    let bytes = input.bytes.first == 0x5B ? good + [0x2C] + input.bytes.dropFirst() : input.bytes
    let whole = Reading([bytes], policy: .skip).verdict
    for chunk in [64, 65, 67, 71, 128, 1000] {
      #expect(Reading([bytes], policy: .skip, chunk: chunk, step: 7).verdict == whole, "\(chunk) bytes")
    }
  }

  @Test("A well-formed export, cut anywhere, is refused at the cut")
  func truncated() throws {
    for path in ["seed-sample/annotation.api.json", "seed-sample/annotation.browser.json"] {
      let bytes = Array(try RealExports.bytes(path).trimmingSuffix { $0 <= 0x20 })
      try #require(Reading([bytes]).error == nil)
      for length in 0..<bytes.count {
        let cut = Array(bytes[..<length])
        let error = try #require(Reading([cut]).error, "cut after \(length) bytes")
        let lines = cut.split(separator: 0x0A, omittingEmptySubsequences: false)
        #expect(error.line == lines.count)
        // A field that is cut within its "null" is reported from its first letter on.
        if case .word(let word) = error.found {
          #expect("null".hasPrefix(word))
          #expect(error.column == (lines.last?.count ?? 0) + 1 - word.count)
        } else {
          #expect(error.column == (lines.last?.count ?? 0) + 1)
          #expect(error.found == .endOfInput)
        }
        #expect(Reading([cut], chunk: 64, step: 1).error?.place == error.place)
      }
    }
  }

  @Test("Positions and record numbers count over batches and start anew, or go on, with each source")
  func positionsOverSources() throws {
    let good = "[\n" + (0..<40).map { SampleRecord().with("id", "\"\($0)\"").text }.joined(separator: ",\n") + "\n]\n"
    let bad = "[\n" + SampleRecord().text + ",\n  " + SampleRecord().with("status", "5").text + "]"
    for chunk in [64, 100, 1000, 1 << 16] {
      let error = try #require(Reading([Array(good.utf8), Array(good.utf8), Array(bad.utf8)], chunk: chunk).error)
      #expect(error.source == "part-3.json")
      #expect(error.record == 82)
      #expect(error.line == 3)
      #expect(error.path == "$[1].status")
      let column = SampleRecord().text.utf8.count  // of the record above, for its own place is alike
      #expect(error.column < column)
      #expect(error.excerpt.text.contains("\"status\":5"))
    }
  }
}

extension Collection where Element == UInt8 {
  fileprivate func trimmingSuffix(while isLeft: (UInt8) -> Bool) -> SubSequence where Self: BidirectionalCollection {
    var end = endIndex
    while end > startIndex, isLeft(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
