import Testing

@testable import TableInput

struct NumberTests {
  /// The type of a column that holds these texts.
  private static func type(_ values: [String]) -> TableColumn.Kind {
    var guess = ColumnGuess()
    for (line, value) in values.enumerated() {
      let bytes = Array(value.utf8)
      bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        let cell = bytes.isEmpty ? Cell.null : Cell(kind: .bare, offset: 0, count: bytes.count)
        guess.add(cell, base, line: line)
      }
    }
    return guess.type(emptyIsText: false)
  }

  @Test(arguments: [
    ["0"], ["1", "-7", "9223372036854775807", "-9223372036854775808"], ["12", "", "3"],
  ])
  func `an integer column is written back as it was`(values: [String]) { #expect(Self.type(values) == .integer) }

  @Test(arguments: [
    ["0.5"], ["0.25", "0.5", "1.0"], ["0", "0.53", "1"], ["0.50", "0.75", "1.00"], ["-0.5", "100.25"],
    ["1e-05", "0.5", "1.0"], ["1.5e-07", "0.25"], ["5.00e-01", "1.25e+02"], ["0.1234567890123456", "0.3"],
    ["0.30000001192092896", "0.5"], ["1.0e-05", "100.0"], ["1e+20", "3"], ["0.0", "-1.0"],
    ["9.499999999999999556e-01", "1.000000000000000000e+00"], ["0.500000000000000000000", "0.250000000000000000000"],
  ])
  func `a real column is written back in one style`(values: [String]) { #expect(Self.type(values) == .real) }

  @Test(arguments: [
    ["0.93", "1e-05", "0.10", "0.4"], ["0.10", "0.125"], ["1e-05", "1", "0.50"], ["0.1250", "-0.0", "3"],
  ])
  func `a mixture is a real column where one value can only be a measure`(values: [String]) {
    #expect(Self.type(values) == .real)
  }

  @Test(arguments: [
    ["0.10", "0.4", "0.93"], ["0.125", "000123"], ["0.125", "1e5"], ["0.125", "12345678901234567890"],
    ["000123"], ["1", "02"], ["1e5"], ["6765e46"], ["67655d46"], ["1E5", "2"], ["0x10"], ["+1"], [".5"], ["5."], ["-"],
    ["1", "n/a"], ["0.5", "NaN"], ["1.10", "1.2"], ["1.0", "1"], ["0.50", "1"], ["12345678901234567890"],
    ["0.1234567890123456789"], ["9223372036854775808"], ["1,5"], ["1 "], [" 1"], ["2025-06-10"], ["-0"], ["00.5"],
    ["1e400", "1.5"], ["1.e5"], ["1e-"], ["12e-05"], ["1.2.3"], ["9007199254740993", "0.5"], ["1_000"], ["１"],
    ["676535dfb5cb68ffdc573d8f"], ["true"],
  ])
  func `text stays text where a number would change it`(values: [String]) { #expect(Self.type(values) == .text) }

  @Test(
    arguments: [
      ("0", 0), ("-1", -1), ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min), ("-0", nil),
      ("9223372036854775808", nil), ("01", nil), ("", nil), ("-", nil), ("99999999999999999999", nil),
    ] as [(String, Int64?)])
  func `integers of 64 bits are read`(text: String, number: Int64?) {
    let found = Array(text.utf8).withUnsafeBufferPointer { NumberText.integer($0) }
    #expect(found == number)
  }

  @Test func `reals are read as Swift reads them`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let number = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &generator))
      let small = Double(Int.random(in: -99_999...99_999, using: &generator)) / 1000
      for value in [number, small] where value.isFinite {
        let text = value.description
        Array(text.utf8).withUnsafeBufferPointer { bytes in
          #expect(NumberText.real(bytes) == value, "\(text)")
          #expect(NumberText.jsonSurvives(bytes), "\(text)")
        }
      }
    }
  }
}
