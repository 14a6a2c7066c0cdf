import Catalogs
import ControlText
import SQLite

extension OutputFormat {
  package static let list = OutputFormat(
    name: "list", summary: "values only, a row per line; | between columns, NULL is nothing", hasHeader: true
  ) { ListFormat(options: $0) }
}

/// Values and nothing else: a row per line, `|` between columns, as they are. For keys and names that another program
/// reads.
struct ListFormat: ResultFormat {
  let options: FormatOptions

  mutating func begin(_ columns: [String], to out: ByteWriter) {}

  mutating func row(_ row: ResultRow, to out: ByteWriter) {
    for index in 0..<row.count {
      if index > 0 { out.byte(UInt8(ascii: "|")) }
      switch row[index] {
      case .null: break
      case .integer(let number): out.integer(number)
      case .real(let number): out.real(number)
      case .text(let bytes): text(bytes, to: out)
      case .blob(let bytes): out.blob(bytes)
      }
    }
    out.byte(0x0A)
  }

  mutating func end(to out: ByteWriter) {}

  private func text(_ bytes: UnsafeRawBufferPointer, to out: ByteWriter) {
    if options.escapesControls, !ControlText.isPlain(bytes) {
      out.text(ControlText.visible(bytes, .lines))
    } else {
      out.bytes(bytes)
    }
  }
}
