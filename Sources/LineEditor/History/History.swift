/// The texts entered before, oldest first, kept in a file between sessions.
///
/// Every entry is appended to the file at once, so that sessions that run at the same time all keep theirs; each sees
/// those of the others from its next start. An entry equal to the one before it is not added again.
package final class History {
  /// Why the file could not be read or written: its path and the `errno` of the failing call.
  package struct Failure: Error, Equatable, Sendable {
    package var path: String
    package var call: String
    package var code: Int32
  }

  package private(set) var entries: [String] = []

  /// Why entries are not kept, if they are not. The history is then in memory only.
  package private(set) var failure: Failure?

  private let file: HistoryFile?
  private let limit: Int

  /// - Parameters:
  ///   - path: the file; nil for a history in memory. It is made with its folders when the first entry is added, and
  ///     only its owner can read it.
  ///   - limit: the most entries to keep.
  package init(path: String? = nil, limit: Int = 10_000) {
    self.limit = max(limit, 1)
    file = path.map(HistoryFile.init(path:))
    do throws(Failure) {
      entries = try file?.load(limit: self.limit) ?? []
    } catch {
      failure = error
    }
  }

  /// Adds an entry, without the white space at its end.
  package func add(_ text: String) {
    guard let end = text.lastIndex(where: { !$0.isWhitespace }) else { return }
    let entry = String(text[...end])
    guard entries.last.map({ !entry.utf8.elementsEqual($0.utf8) }) != false else { return }
    entries.append(entry)
    if entries.count > limit { entries.removeFirst(entries.count - limit) }
    do throws(Failure) {
      try file?.append(entry)
      failure = nil
    } catch {
      failure = error
    }
  }
}
