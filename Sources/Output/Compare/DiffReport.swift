package import Catalogs
import ControlText
package import SQLite

/// Writes a comparison that a catalog has just made: its summary and, where asked, its changes.
package struct DiffReport {
  package var format: DiffFormat
  package var options: FormatOptions
  /// Which changes are listed; nil for the summary alone, where the format has one.
  package var details: ChangeFilter?
  /// The most rows of each list of the summary.
  package var listLimit: Int

  /// - Parameters:
  ///   - format: how to write.
  ///   - options: what is known of where it goes.
  ///   - details: which changes to list.
  ///   - limit: the most changes, and the most rows of each list; 0 for all; nil for what suits the format: 100 and 20
  ///     for people, all for programs.
  package init(format: DiffFormat, options: FormatOptions, details: ChangeFilter?, limit: Int? = nil) {
    self.format = format
    self.options = options
    self.options.formatOfAll = DiffFormat.markdown.rawValue
    self.details = details
    let limit = limit ?? (format.isForPeople ? nil : 0)
    self.details?.limit = limit == 0 ? nil : limit ?? 100
    listLimit = limit == 0 ? .max : limit ?? 20
  }

  /// Writes it.
  ///
  /// - Parameters:
  ///   - summary: the comparison.
  ///   - connection: the connection that made it.
  ///   - out: where to.
  /// - Returns: what the format itself can't say, for stderr: the line that sums up, and that changes were left out.
  /// - Throws: ``SQLFailure``, ``OutputFailure``.
  @discardableResult
  package func write(_ summary: ComparisonSummary, on connection: Connection, to out: ByteWriter) throws -> [String] {
    var remarks: [String] = []
    switch format {
    case .table: try table(summary, connection, out)
    case .json: try json(summary.limited(to: listLimit), connection, out)
    case .jsonl: try lines(summary.limited(to: listLimit), connection, out)
    case .tsv: remarks = try list(summary, as: .tsv, connection, out)
    case .csv: remarks = try list(summary, as: .csv, connection, out)
    case .line: remarks = try list(summary, as: .line, connection, out)
    case .list: remarks = try list(summary, as: .list, connection, out)
    case .markdown: try markdown(summary, connection, out)
    case .html: try html(summary, connection, out)
    }
    try out.check()
    return remarks
  }

  /// The changes alone, as rows.
  ///
  /// - Returns: the line that sums up, and what to say where changes were left out.
  private func list(
    _ summary: ComparisonSummary, as format: OutputFormat, _ connection: Connection, _ out: ByteWriter
  ) throws -> [String] {
    let cut = try rows(changes, as: format, connection, out)
    return [ControlText.visible(summary.summary)] + (cut.map { [$0] } ?? [])
  }

  /// The changes of a format that has no summary.
  var changes: ChangeFilter {
    details ?? ChangeFilter(limit: listLimit == .max ? nil : listLimit)
  }

  /// Writes changes as rows of a format.
  ///
  /// - Returns: what to say where some were left out.
  func rows(
    _ filter: ChangeFilter, as format: OutputFormat, columns: [String] = ChangeFilter.columns, _ connection: Connection,
    _ out: ByteWriter
  ) throws -> String? {
    let runner = QueryRunner(format: format, options: options)
    try runner.run("SELECT \(columns.joined(separator: ", ")) FROM (\(filter.sql))", on: connection, to: out)
    guard let limit = filter.limit else { return nil }
    let total = try filter.count(on: connection)
    return total > limit ? OutputMessages.cut(shown: limit, of: total) : nil
  }

  /// What people need to see of a change: both exports are in the title.
  static let columnsForPeople = ChangeFilter.columns.filter { !["old", "new", "noise"].contains($0) }
}
