import ByteText
import Catalogs
import ControlText
import SQLite

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

  /// What stands before a value: `{"name":` or `,"name":`.
  private static func key(_ name: String, isFirst: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    let writer = ByteWriter { piece in
      bytes += piece
      return nil
    }
    writer.byte(UInt8(ascii: isFirst ? "{" : ","))
    var name = name
    name.withUTF8 { string(UnsafeRawBufferPointer($0), to: writer) }
    writer.byte(UInt8(ascii: ":"))
    writer.flush()
    return bytes
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
      case .text(let bytes): Self.string(bytes, to: out)
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

  static func string(_ bytes: UnsafeRawBufferPointer, to out: ByteWriter) {
    out.byte(UInt8(ascii: "\""))
    if isPlain(bytes) {
      out.bytes(bytes)
    } else {
      // Decoding repairs what is no UTF-8.
      ControlText.forEachScalar(in: String(decoding: bytes, as: UTF8.self)) { self.scalar($0, isControl: $1, to: out) }
    }
    out.byte(UInt8(ascii: "\""))
  }

  private static func scalar(_ scalar: Unicode.Scalar, isControl: Bool, to out: ByteWriter) {
    switch scalar {
    case "\"": out.text("\\\"")
    case "\\": out.text("\\\\")
    case "\n": out.text("\\n")
    case "\t": out.text("\\t")
    case "\r": out.text("\\r")
    case _ where isControl: out.text(ControlText.jsonEscape(scalar))
    default:
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { out.byte(byte) }
    }
  }

  private static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    for byte in bytes {
      switch byte {
      case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F...: return false
      default: continue
      }
    }
    return true
  }
}
