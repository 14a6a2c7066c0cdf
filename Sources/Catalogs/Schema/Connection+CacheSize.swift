import SQLite

extension Connection {
  /// Makes the file suggest how many pages to keep in memory, unless somebody has set that already.
  ///
  /// - Parameter former: the number that is replaced; nil for none.
  func suggestCacheSize(insteadOf former: Int? = nil) throws {
    // A build without the pragma gives no row; where nothing was set, the number is a default in kilobytes, below zero.
    guard let found = try rows("PRAGMA main.default_cache_size").first?.first?.integer else { return }
    guard former.map({ found == Int64($0) }) ?? (found <= 0) else { return }
    let pageSize = Int(try rows("PRAGMA main.page_size").first?.first?.integer ?? Int64(Schema.pageSize))
    // The pragma changes the connection's own cache as well.
    let used = try rows("PRAGMA main.cache_size").first?.first?.integer
    try run("PRAGMA main.default_cache_size = \(Schema.cacheSize(forPagesOf: pageSize))")
    if let used { try run("PRAGMA main.cache_size = \(used)") }
  }
}
