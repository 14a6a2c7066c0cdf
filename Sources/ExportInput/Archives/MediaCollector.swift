import ExportFormat

/// Gathers media entries, so that they are handed on some thousands at a time.
final class MediaCollector {
  var receiver: ([MediaEntry]) throws -> Void = { _ in }
  private var entries: [MediaEntry] = []
  private static let limit = 4096

  func add(_ entry: MediaEntry) throws {
    entries.append(entry)
    if entries.count == Self.limit { try flush() }
  }

  /// Hands on what is left.
  func flush() throws {
    guard !entries.isEmpty else { return }
    try receiver(entries)
    entries.removeAll(keepingCapacity: true)
  }
}
