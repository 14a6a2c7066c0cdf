public import Catalog
import Foundation

/// Writes a comparison that a catalog has just made: its summary and, where asked, its changes.
public struct DiffReport {
  public var format: DiffFormat
  public var options: FormatOptions
  /// Which changes are listed; nil for the summary alone, where the format has one.
  public var details: ChangeFilter?
  /// The most rows of a list for people.
  public var listLimit: Int

  /// - Parameters:
  ///   - format: how to write.
  ///   - options: what is known of where it goes.
  ///   - details: which changes to list.
  ///   - limit: the most changes, and the most rows of each list; nil for what suits the format.
  public init(format: DiffFormat, options: FormatOptions, details: ChangeFilter?, limit: Int? = nil) {
    self.format = format
    self.options = options
    self.details = details
    self.details?.limit = limit ?? (format.isForPeople ? 100 : nil)
    listLimit = limit ?? 20
  }

  /// Writes it.
  ///
  /// - Parameters:
  ///   - summary: the comparison.
  ///   - connection: the connection that made it.
  ///   - out: where to.
  /// - Throws: ``SQLFailure``, ``OutputFailure``.
  public func write(_ summary: DiffSummary, on connection: Connection, to out: ByteWriter) throws {
    switch format {
    case .table: try table(summary, connection, out)
    case .json: try json(summary, connection, out)
    case .jsonl: try lines(summary, connection, out)
    case .csv: _ = try rows(details ?? ChangeFilter(), as: "csv", connection, out)
    case .markdown: try markdown(summary, connection, out)
    case .html: try html(summary, connection, out)
    }
    try out.check()
  }

  /// Writes changes as rows of a format.
  ///
  /// - Returns: what to say where some were left out.
  func rows(
    _ filter: ChangeFilter, as name: String, columns: [String] = ChangeFilter.columns, _ connection: Connection,
    _ out: ByteWriter
  ) throws -> String? {
    let format = OutputFormat.named(name) ?? OutputFormat.all[0]
    let runner = QueryRunner(format: format, options: options)
    try runner.run("SELECT \(columns.joined(separator: ", ")) FROM (\(filter.sql))", on: connection, to: out)
    guard let limit = filter.limit else { return nil }
    let total = try filter.count(on: connection)
    return total > limit ? Messages.cut(shown: limit, of: total) : nil
  }

  /// What people need to see of a change: both exports are in the title.
  static let columnsForPeople = ChangeFilter.columns.filter { !["old", "new", "noise"].contains($0) }
}
