import Catalogs
import SQLite

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension DiffReport {
  /// One object; with details its member `changes` is the list of them.
  func json(_ summary: ComparisonSummary, _ connection: Connection, _ out: ByteWriter) throws {
    var text = try encoded(summary, pretty: true)
    guard let details else { return out.text(text + "\n") }
    // The object is closed after the changes, which are streamed: without its line break and brace for now.
    text.removeLast(2)
    out.text(text + ",\n  \"changes_total\" : \(try details.count(on: connection)),\n  \"changes\" : ")
    _ = try rows(details, as: .json, connection, out)
    out.text("}\n")
  }

  /// One change a line, the summary last; `record` says which is which.
  func lines(_ summary: ComparisonSummary, _ connection: Connection, _ out: ByteWriter) throws {
    _ = try rows(changes, as: .jsonl, columns: ["'change' AS record"] + ChangeFilter.columns, connection, out)
    let total = try changes.count(on: connection)
    let text = try encoded(summary, pretty: false)
    out.text("{\"record\":\"summary\",\"changes_total\":\(total)," + text.dropFirst() + "\n")
  }

  private func encoded(_ summary: ComparisonSummary, pretty: Bool) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return String(decoding: try encoder.encode(summary), as: UTF8.self)
  }
}
