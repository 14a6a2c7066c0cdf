import ByteText
import Catalogs
import SQLite

extension OutputFormat {
  package static let json = OutputFormat(name: "json", summary: "one array of objects", endings: ["json"]) { _ in
    JSONFormat(isArray: true)
  }
  package static let jsonl = OutputFormat(
    name: "jsonl", summary: "one object per line", endings: ["jsonl", "ndjson"]
  ) { _ in JSONFormat(isArray: false) }
}

/// JSON: one array of objects, or one object per line.
///
/// Numbers are numbers, NULL is null, blobs are texts such as `x'0aff'`. Invalid UTF-8 is repaired with U+FFFD. An
/// infinite real is written 9.0e+999, which readers of JSON turn back into an infinity. Columns of the same name
/// are told apart by a number: `id`, `id_2`.
struct JSONFormat: ResultFormat {
  let isArray: Bool
  private var keys: [[UInt8]] = []
  private var isFirst = true

  init(isArray: Bool) { self.isArray = isArray }

  mutating func begin(_ columns: [String], to out: ByteWriter) {
    var taken: Set<ByteString> = []
    for column in columns {
      var name = column
      var number = 2
      while !taken.insert(ByteString(name)).inserted {
        name = "\(column)_\(number)"
        number += 1
      }
      keys.append(Self.key(name, isFirst: keys.isEmpty))
    }
    if isArray { out.byte(UInt8(ascii: "[")) }
  }

  /// What is written before a value: `{"name":` or `,"name":`.
  private static func key(_ name: String, isFirst: Bool) -> [UInt8] {
    ByteWriter.bytes { writer in
      writer.byte(UInt8(ascii: isFirst ? "{" : ","))
      writer.jsonString(name)
      writer.byte(UInt8(ascii: ":"))
    }
  }

  mutating func row(_ row: ResultRow, to out: ByteWriter) {
    if isArray, !isFirst { out.text(",\n") }
    isFirst = false
    for index in 0..<row.count {
      out.bytes(keys[index])
      switch row[index] {
      case .null: out.text("null")
      case .integer(let number): out.integer(number)
      case .real(let number): real(number, to: out)
      case .text(let bytes): out.jsonString(bytes)
      case .blob(let bytes):
        out.byte(UInt8(ascii: "\""))
        out.blob(bytes)
        out.byte(UInt8(ascii: "\""))
      }
    }
    out.byte(UInt8(ascii: "}"))
    if !isArray { out.byte(0x0A) }
  }

  mutating func end(to out: ByteWriter) {
    if isArray { out.text("]\n") }
  }

  private func real(_ number: Double, to out: ByteWriter) {
    if number.isNaN {
      out.text("null")
    } else if number.isInfinite {
      out.text(number < 0 ? "-9.0e+999" : "9.0e+999")
    } else {
      out.real(number)
    }
  }
}
