import Catalogs
import ControlText
import SQLite

extension OutputFormat {
  package static let csv = OutputFormat(
    name: "csv", summary: "RFC 4180; NULL is nothing, an empty text is \"\"", endings: ["csv"], hasHeader: true
  ) { CSVFormat(options: $0) }
}

/// Comma-separated values as RFC 4180 has them: lines end in CR LF, quotes are doubled.
///
/// NULL is an empty field and the empty text is `""`, so that they can be told apart.
struct CSVFormat: ResultFormat {
  let options: FormatOptions

  private var separator: UInt8 { options.separator ?? UInt8(ascii: ",") }

  mutating func begin(_ columns: [String], to out: ByteWriter) {
    guard options.hasHeader, !columns.isEmpty else { return }
    for (index, column) in columns.enumerated() {
      if index > 0 { out.byte(separator) }
      var name = column
      name.withUTF8 { field(UnsafeRawBufferPointer($0), to: out) }
    }
    out.text("\r\n")
  }

  mutating func row(_ row: ResultRow, to out: ByteWriter) {
    for index in 0..<row.count {
      if index > 0 { out.byte(separator) }
      switch row[index] {
      case .null: break
      case .integer(let number): out.integer(number)
      case .real(let number): out.real(number)
      case .text(let bytes): field(bytes, to: out)
      case .blob(let bytes): out.blob(bytes)
      }
    }
    out.text("\r\n")
  }

  mutating func end(to out: ByteWriter) {}

  private func field(_ bytes: UnsafeRawBufferPointer, to out: ByteWriter) {
    if options.escapesControls, !ControlText.isPlain(bytes) {
      var text = ControlText.visible(bytes, .lines)
      text.withUTF8 { quoted(UnsafeRawBufferPointer($0), to: out) }
    } else {
      quoted(bytes, to: out)
    }
  }

  private func quoted(_ bytes: UnsafeRawBufferPointer, to out: ByteWriter) {
    guard !options.guardsFormulas || !Self.isFormula(bytes) else {
      return Self.quotedWhole(bytes, after: "'", to: out)
    }
    guard bytes.isEmpty || needsQuotes(bytes) else { return out.bytes(bytes) }
    Self.quotedWhole(bytes, after: "", to: out)
  }

  private static func quotedWhole(_ bytes: UnsafeRawBufferPointer, after prefix: String, to out: ByteWriter) {
    out.byte(UInt8(ascii: "\""))
    out.text(prefix)
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { out.byte(byte) }
      out.byte(byte)
    }
    out.byte(UInt8(ascii: "\""))
  }

  /// Whether a spreadsheet takes a text for a formula, by its first character.
  private static func isFormula(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let first = bytes.first else { return false }
    return "=+-@\t\r".utf8.contains(first)
  }

  private func needsQuotes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let separator = separator
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), separator, 0x0A, 0x0D: return true
      default: continue
      }
    }
    return false
  }
}
