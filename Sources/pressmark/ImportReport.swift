import Catalogs
import ControlText
import ExportFormat
import Output

/// What an import says at its end.
enum ImportReport {
  static func text(of summary: ImportSummary) -> String {
    guard !summary.wasKnown else { return known(summary) }
    let seconds = Decimals.text(summary.seconds, places: 2)
    let rate = megabytes(Int(Double(summary.bytes) / max(0.001, summary.seconds)))
    let media = summary.media > 0 ? "\n  media       \(summary.media) entries in the archive" : ""
    let project = summary.projectID.map { "project \($0)" } ?? "project unknown, see set-project"
    let same = summary.sameContent.map { "\n  \(visible: $0) has the same content" } ?? ""
    return """
      imported \(visible: summary.export) (\(project))
        records     \(summary.read) read = \(summary.stored) stored + \(summary.repeated) repeated \
      + \(summary.rejected) rejected
        labels      \(summary.labels) in \(summary.groups) groups, \(summary.attributes) distinct
        duplicates  \(summary.duplicates), transfers \(summary.transfers)\(media)
        \(megabytes(summary.bytes)) MB in \(seconds) s, \(rate) MB/s\(same)
      """
  }

  /// Where the catalog has the content already: what would change it.
  private static func known(_ summary: ImportSummary) -> String {
    let name = summary.export
    var text = "the catalog has this export already, as \(visible: name); nothing was imported"
    if let wanted = summary.wantedProjectID {
      let found = summary.projectID.map { "is of project \($0)" } ?? "has no project yet"
      text +=
        "\n  it \(found): pressmark set-project \(visible: name.quotedForShell) \(wanted) makes it one of project \(wanted)"
    }
    return text + "\n  --as NAME, with another name, imports it a second time"
  }

  /// The warnings of an import, a line each.
  static func warnings(of summary: ImportSummary) -> [String] {
    let shown = summary.pageFaults.prefix(10).map { "\($0)" }
    let rest = summary.pageFaults.count - shown.count
    return shown + (rest > 0 ? ["\(rest) more faults of pages"] : [])
      + (summary.read == 0 ? ["the export is empty: 0 records"] : [])
  }

  /// One JSON object; its fields are a contract.
  static func json(of summary: ImportSummary) -> String {
    let fields: [(String, String)] = [
      ("export", quoted(summary.export)), ("export_id", "\(summary.exportID)"),
      ("project_id", summary.projectID.map { "\($0)" } ?? "null"), ("read", "\(summary.read)"),
      ("stored", "\(summary.stored)"), ("repeated", "\(summary.repeated)"), ("rejected", "\(summary.rejected)"),
      ("groups", "\(summary.groups)"), ("labels", "\(summary.labels)"), ("attributes", "\(summary.attributes)"),
      ("duplicates", "\(summary.duplicates)"), ("transfers", "\(summary.transfers)"), ("media", "\(summary.media)"),
      ("page_faults", "[\(summary.pageFaults.map { quoted($0.description) }.joined(separator: ", "))]"),
      ("bytes", "\(summary.bytes)"),
      ("seconds", Decimals.text(summary.seconds, places: 3)), ("known", summary.wasKnown ? "true" : "false"),
      ("same_content_as", summary.sameContent.map(quoted) ?? "null"),
    ]
    return "{" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  static func megabytes(_ bytes: Int) -> String {
    Decimals.text(Double(bytes) / 1e6, places: bytes < 10_000_000 ? 2 : 0)
  }

  private static func quoted(_ text: String) -> String { ByteWriter.text { $0.jsonString(text) } }
}
