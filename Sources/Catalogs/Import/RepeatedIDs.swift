import ExportFormat
import SQLite

extension FileIDs.Verdict {
  /// Whether an id of the batch is stored already, or occurs twice in the batch.
  ///
  /// Ids that the filter takes for known are looked up in the runs, by binary search.
  ///
  /// - Throws: ``SQLFailure``.
  func isRepeated(in feed: BatchFeed, on connection: Connection) throws -> Bool {
    guard case .perhapsRepeated(let suspects, let runs) = self else { return false }
    let records = feed.batch.decoded.records.start
    for suspect in suspects {
      let id = records[suspect].idBytes
      if (0..<suspect).contains(where: { records[$0].idBytes.elementsEqual(id) }) { return true }
      for run in runs where run.idLength == id.count {
        let stored = Int(feed.firstFileKey - feed.startFileKey) - run.start
        if try run.contains(id, amongFirst: min(stored, run.count), in: feed, on: connection) { return true }
      }
    }
    return false
  }
}

extension FileIDs.Run {
  fileprivate func contains(
    _ id: UnsafeBufferPointer<UInt8>, amongFirst count: Int, in feed: BatchFeed, on connection: Connection
  ) throws -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let rows = try connection.rows(
        "SELECT file_id FROM main.files WHERE file_key = :key",
        parameters: ["key": .integer(feed.startFileKey + Int64(start + middle))])
      let found = Array((rows.first?.first?.text ?? "").utf8)
      if found.elementsEqual(id) { return true }
      if found.lexicographicallyPrecedes(id) == (isFalling == true) { high = middle } else { low = middle + 1 }
    }
    return false
  }
}
