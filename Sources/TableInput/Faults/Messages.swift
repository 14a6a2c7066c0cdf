// The English of this room.

import ControlText
import SystemPackage

extension TableFault: CustomStringConvertible {
  /// What is wrong and what helps, in English.
  package var description: String {
    switch self {
    case .otherKind(let kind, let name): "\(Self.shown(name)): \(kind.english)"
    case .empty(let name): "\(Self.shown(name)): the file is empty; a table was expected"
    case .notUTF8(let byte, let name, let line, let column):
      "\(Self.place(name, line)), byte \(grouped: column): 0x\(Self.hex(byte)) is not UTF-8 here; "
        + "iconv -f WINDOWS-1251 -t UTF-8, or from what else it is, makes it so"
    case .unclosedQuote(let name, let line): "\(Self.place(name, line)): the quote that begins here is not closed"
    case .textAfterQuote(let name, let line, let field):
      "\(Self.place(name, line)), field \(grouped: field): there is something between the closing quote and the separator"
    case .fieldCount(let found, let expected, let name, let line):
      "\(Self.place(name, line)): \(grouped: found) field\(found == 1 ? "" : "s") where the first row has "
        + "\(grouped: expected)"
    case .longRow(let limit, let name, let line):
      "\(Self.place(name, line)): the row that begins here is longer than \(limit >> 20) MiB"
    case .columnCount(let count, let limit, let name):
      "\(Self.shown(name)): \(grouped: count) columns, and a table can have \(grouped: limit)"
    case .json(let detail, let name, let line): "\(Self.place(name, line)): \(detail)"
    case .mixedJSON(let name, let line): "\(Self.place(name, line)): objects and other values are mixed"
    case .changed(let name): "\(Self.shown(name)): the file was changed while it was read"
    case .notKept(let folder, let errno):
      "\(visible: folder): what came in can't be kept in a temporary file: \(Errno(rawValue: errno))"
    }
  }

  private static func place(_ name: String, _ line: Int) -> String {
    "\(shown(name)), line \(GroupedNumber.text(line))"
  }

  private static func shown(_ name: String) -> String { name == "-" ? "standard input" : ControlText.visible(name) }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count < 2 ? "0" + digits : digits
  }
}

extension TableFault.OtherKind {
  fileprivate var english: String {
    switch self {
    case .archive: "this is an archive, or a workbook of a spreadsheet; unpack it, or save a sheet as CSV"
    case .sqlite: "this is an SQLite database; .attach FILE AS NAME opens it beside the catalog"
    case .parquet: "this is a Parquet file; write it as CSV: duckdb -c \"COPY 'x.parquet' TO 'x.csv'\""
    case .excel: "this is a workbook of a spreadsheet; save a sheet as CSV"
    case .pdf: "this is a PDF document, not a table"
    case .html: "this is an HTML page, not a table"
    case .utf16: "this is text in UTF-16; iconv -f UTF-16 -t UTF-8 makes UTF-8 of it"
    }
  }
}
