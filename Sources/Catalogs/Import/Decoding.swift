import ExportFormat

/// The work of the decoding thread.
///
/// Unchecked because only the decoding thread uses it, once the importing thread has made it; ``cancel()`` alone is called
/// from any thread.
final class Decoding: @unchecked Sendable {
  private let sources: [any ByteSource]
  private let options: ImportOptions
  private let queue: BatchQueue
  private let keys: ImportKeys?

  /// - Parameter keys: the keys of the first rows, if batches are to be handed over with their images.
  init(sources: [any ByteSource], options: ImportOptions, queue: BatchQueue, keys: ImportKeys?) {
    self.keys = keys
    self.sources = sources
    self.options = options
    self.queue = queue
  }

  /// Ends a read that waits for bytes.
  func cancel() { for source in sources { source.cancel() } }

  func run() {
    let reader = ExportReader(sources: sources, policy: options.policy, projectID: options.projectID)
    let indexes = ImportIndexes()
    var images = keys.map { BatchImage(keys: $0) }
    for source in sources { source.setMediaReceiver { [queue] in try queue.put($0) } }
    do {
      while let batch = queue.takeEmpty() {
        guard try reader.fill(batch) else {
          try indexes.finish()
          queue.put(
            .end(
              ReadSummary(
                recordCount: reader.recordCount, byteCount: reader.byteCount, digest: reader.digest,
                newestMinute: reader.newestMinute, pageFaults: reader.pageFaults), indexes))
          return
        }
        let ids = try indexes.add(batch)
        queue.put(.batch(batch, ids, images?.image(of: batch, from: queue)))
      }
    } catch {
      queue.put(.failure(error))
    }
  }
}
