import ExportFormat
import SQLite

/// The virtual tables that a batch is inserted from; ``BatchCursor`` has their rows.
enum BatchTable: CaseIterable {
  case files, groups, labels, duplicates, transfers, fileIndex, labelIndex

  /// The name of the virtual table.
  var name: String { "pressmark_batch_\(self)" }

  /// The table that its rows go into, or into whose index.
  var target: CatalogTable {
    switch self {
    case .files, .fileIndex: .files
    case .groups: .attributeGroups
    case .labels, .labelIndex: .groupAttributes
    case .duplicates: .duplicates
    case .transfers: .transfers
    }
  }

  /// The columns of the virtual table, as ``BatchCursor/value(_:into:)`` numbers them: those of the files are all fields
  /// of a record, by their raw values, and two more.
  var ownColumns: [String] {
    switch self {
    case .files:
      RecordField.allCases.map { $0.declaration.column ?? $0.name } + ["digest", "extra"]
    case .groups: ["group_no", "uid", "extra"]
    case .labels: ["group_no", "position", "attribute_key"]
    case .duplicates: ["original_id"]
    case .transfers: ["storage_project_id"]
    case .fileIndex: ["file_id"]
    case .labelIndex: ["group_no", "position"]
    }
  }

  /// The expression for a column's value. SQLite reads a row's number or a parameter in a fraction of the time that a
  /// column takes.
  private func source(of column: String) -> String {
    switch (self, column) {
    case (_, "file_key"): "rowid"
    case (_, "export_id"): ":export"
    case (.labelIndex, "attribute_key"): ":attribute"
    default: column
    }
  }

  /// The statement that inserts all its rows.
  ///
  /// - Parameters:
  ///   - imposter: what the rows go into instead of the table.
  ///   - keepsRowsBefore: whether a conflict leaves the rows before as inserted, so that the statement needs no journal
  ///     of its own and the scan can continue after the row. Statements of triggers would deal with conflicts in the same
  ///     way, even if they say otherwise.
  func insertion(into imposter: Imposter? = nil, keepsRowsBefore: Bool) -> String {
    let columns = imposter?.columns ?? target.columns
    return """
      INSERT\(keepsRowsBefore ? " OR FAIL" : "") INTO main.\(imposter?.name ?? target.name) (\(columns.joined(separator: ", ")))
      SELECT \(columns.map(source).joined(separator: ", ")) FROM temp.\(name)
      """
  }

  /// The virtual table over the batches of an import.
  func virtualTable(over feed: BatchFeed) -> VirtualTable {
    VirtualTable(name: name, columns: ownColumns) { BatchCursor.make(self, over: feed) }
  }
}
