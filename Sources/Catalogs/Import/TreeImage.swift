import SQLite

/// The memory of the pages that an ``ImageDatabase`` shows: filled on one thread, then read on another.
///
/// Unchecked because only one thread has it at a time.
final class TreeImage: @unchecked Sendable {
  /// From ``ImageDatabase/firstPage`` on. Freed by deinit.
  private(set) var pages: [UnsafeMutableRawPointer] = []
  /// How many of the pages have content.
  private(set) var count = 0

  deinit { for page in pages { page.deallocate() } }

  /// Begins with nothing but the root pages of some trees, which are numbered from 0.
  func begin(treeCount: Int) {
    count = 0
    for _ in 0..<treeCount { addPage() }
  }

  /// Adds a page.
  ///
  /// - Returns: its number in ``pages``.
  @discardableResult
  func addPage() -> Int {
    // SQLite may read some bytes past a cell at the end of a page.
    if count == pages.count { pages.append(.allocate(byteCount: ImageDatabase.pageSize + 64, alignment: 64)) }
    count += 1
    return count - 1
  }

  /// Moves the content of a page to a new one, whose former memory the page gets.
  ///
  /// - Returns: the new page's number.
  func moveContent(of page: Int) -> Int {
    let new = addPage()
    pages.swapAt(page, new)
    return new
  }
}
