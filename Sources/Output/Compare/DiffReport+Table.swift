import Catalogs
import ControlText
import SQLite

extension DiffReport {
  /// The summary line, the notes, and the tables with their titles.
  func table(_ summary: ComparisonSummary, _ connection: Connection, _ out: ByteWriter) throws {
    func title(_ text: String) { out.text("\n" + (options.usesColor ? Style.bold.around(text) : text) + "\n") }
    func line(_ text: String) { out.text(ControlText.visible(text) + "\n") }
    line(summary.summary)
    for note in summary.notes { line(note) }
    let table = OutputFormat.table
    for section in summary.sections(limit: listLimit) {
      title(section.title)
      table.write(section.result, options: options, to: out)
      if let cut = section.cut { line(cut) }
      if let note = section.note { out.text((options.usesColor ? Style.red.around(note) : note) + "\n") }
    }
    if let details {
      title(OutputMessages.Diff.details)
      if let cut = try rows(details, as: .table, columns: Self.columnsForPeople, connection, out) { line(cut) }
    }
  }
}
