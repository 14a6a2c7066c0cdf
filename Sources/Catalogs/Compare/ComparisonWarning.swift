import ByteText

/// Why a comparison may not be the one that was meant.
public enum ComparisonWarning: String, Codable, Sendable {
  /// The newest date in OLD is after that in NEW.
  case oldIsNewer = "old_is_newer"
  /// OLD has no files.
  case oldIsEmpty = "old_is_empty"
  /// NEW has no files.
  case newIsEmpty = "new_is_empty"
  /// OLD and NEW are one export.
  case sameExport = "same_export"

  static func found(between old: ComparisonSide, and new: ComparisonSide) -> [ComparisonWarning] {
    var warnings: [ComparisonWarning] = []
    if old.schema == new.schema, old.exportID == new.exportID { warnings.append(.sameExport) }
    if let before = old.newestDate, let after = new.newestDate, after.isBeforeInBytes(before) {
      warnings.append(.oldIsNewer)
    }
    if old.fileCount == 0 { warnings.append(.oldIsEmpty) }
    if new.fileCount == 0 { warnings.append(.newIsEmpty) }
    return warnings
  }
}
