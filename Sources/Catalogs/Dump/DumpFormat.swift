import SQLite

/// How a dump writes rows.
public enum DumpFormat: String, CaseIterable, Sendable {
  /// RFC 4180 with a header; text is always quoted, so that an empty field without quotes is NULL.
  case csv
  /// One JSON object per line.
  case jsonl
}

extension DumpFormat {
  /// The file of a table.
  func fileName(of table: DumpTable) -> String { "\(table.name).\(rawValue)" }

  /// What stands before the rows.
  func header(_ columns: [String]) -> [UInt8] {
    self == .csv ? Array((columns.joined(separator: ",") + "\n").utf8) : []
  }

  /// Appends a row and its line end.
  ///
  /// - Parameters:
  ///   - row: the current row of a statement.
  ///   - columns: its columns.
  ///   - bytes: what is appended to.
  ///   - content: told of what loaders may stumble over.
  func append(
    _ row: ResultRow, columns: [DumpTable.Column], to bytes: inout [UInt8], noting content: inout DumpContent
  ) {
    for index in 0..<row.count {
      if case .text(let text) = row[index] { content.note(text, mayBeNull: columns[index].mayBeEmpty) }
      switch self {
      case .csv:
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        appendField(row[index], to: &bytes)
      case .jsonl:
        bytes.append(UInt8(ascii: index == 0 ? "{" : ","))
        appendJSON(columns[index].name.utf8, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        appendMember(row[index], to: &bytes)
      }
    }
    if self == .jsonl { bytes.append(UInt8(ascii: "}")) }
    bytes.append(UInt8(ascii: "\n"))
  }

  private func appendField(_ value: ResultValue, to bytes: inout [UInt8]) {
    switch value {
    case .null: break
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .real(let number): bytes.append(contentsOf: String(number).utf8)
    case .text(let text), .blob(let text):
      bytes.append(UInt8(ascii: "\""))
      for byte in text {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private func appendMember(_ value: ResultValue, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .real(let number): bytes.append(contentsOf: String(number).utf8)
    case .text(let text), .blob(let text): appendJSON(text, to: &bytes)
    }
  }

  private func appendJSON(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes.append(contentsOf: (byte < 16 ? "\\u000" : "\\u00").utf8)
        bytes.append(contentsOf: digits.utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
