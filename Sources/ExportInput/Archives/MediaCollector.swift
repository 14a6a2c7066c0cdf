import ExportFormat

/// Collects media entries and passes them on some thousands at a time.
final class MediaCollector {
  var receiver: ([MediaEntry]) throws -> Void = { _ in }
  private var entries: [MediaEntry] = []
  private static let limit = 4096

  func add(_ entry: MediaEntry) throws {
    entries.append(entry)
    if entries.count == Self.limit { try flush() }
  }

  /// Passes on what is left.
  func flush() throws {
    guard !entries.isEmpty else { return }
    try receiver(entries)
    entries.removeAll(keepingCapacity: true)
  }
}
