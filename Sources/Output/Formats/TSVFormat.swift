import Catalogs
import ControlText
import SQLite

extension OutputFormat {
  package static let tsv = OutputFormat(
    name: "tsv", summary: "tab-separated; \\t \\n \\r \\\\ escaped, NULL is \\N", endings: ["tsv", "tab"],
    hasHeader: true
  ) { TSVFormat(options: $0) }
}

/// Tab-separated values, one row per line, also where the data has line ends: tabs, line ends and backslashes are
/// escaped as `\t`, `\n`, `\r` and `\\`, and NULL is `\N`.
struct TSVFormat: ResultFormat {
  let options: FormatOptions

  mutating func begin(_ columns: [String], to out: ByteWriter) {
    guard options.hasHeader, !columns.isEmpty else { return }
    for (index, column) in columns.enumerated() {
      if index > 0 { out.byte(0x09) }
      var name = column
      name.withUTF8 { field(UnsafeRawBufferPointer($0), to: out) }
    }
    out.byte(0x0A)
  }

  mutating func row(_ row: ResultRow, to out: ByteWriter) {
    for index in 0..<row.count {
      if index > 0 { out.byte(0x09) }
      switch row[index] {
      case .null: out.text("\\N")
      case .integer(let number): out.integer(number)
      case .real(let number): out.real(number)
      case .text(let bytes): field(bytes, to: out)
      case .blob(let bytes): out.blob(bytes)
      }
    }
    out.byte(0x0A)
  }

  mutating func end(to out: ByteWriter) {}

  private func field(_ bytes: UnsafeRawBufferPointer, to out: ByteWriter) {
    guard Self.needsEscapes(bytes) || options.escapesControls && !ControlText.isPlain(bytes) else {
      return out.bytes(bytes)
    }
    if options.escapesControls {
      var text = ControlText.visible(
        String(decoding: bytes, as: UTF8.self), keeping: { $0 == "\n" || $0 == "\t" || $0 == "\r" })
      text.withUTF8 { escaped(UnsafeRawBufferPointer($0), to: out) }
    } else {
      escaped(bytes, to: out)
    }
  }

  private func escaped(_ bytes: UnsafeRawBufferPointer, to out: ByteWriter) {
    for byte in bytes {
      switch byte {
      case 0x09: out.text("\\t")
      case 0x0A: out.text("\\n")
      case 0x0D: out.text("\\r")
      case UInt8(ascii: "\\"): out.text("\\\\")
      default: out.byte(byte)
      }
    }
  }

  private static func needsEscapes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    for byte in bytes {
      switch byte {
      case 0x09, 0x0A, 0x0D, UInt8(ascii: "\\"): return true
      default: continue
      }
    }
    return false
  }
}
