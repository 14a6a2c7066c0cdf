import Dispatch
import ExportFormat
import Synchronization

/// Hands filled batches from the decoding thread to the one that inserts them, and empty ones back.
///
/// There is a fixed number of batches, so that memory stays constant and the faster side waits for the slower.
final class BatchQueue: Sendable {
  /// What the decoding thread hands over.
  enum Item: Sendable {
    /// A batch, whether its ids are new, and its rows as SQLite keeps them, where it is to move them.
    case batch(RecordBatch, FileIDs.Verdict, TreeImage?)
    case media([MediaEntry])
    case end(ReadSummary, ImportIndexes)
    case failure(any Error)
  }

  private struct State {
    var empty: [RecordBatch]
    /// Images that are not used; there is at most one for each batch.
    var images: [TreeImage] = []
    var filled: [Item] = []
    var isCancelled = false
  }

  private let state: Mutex<State>
  // From 0: Dispatch ends the process when a semaphore is freed with a smaller count than it was made with.
  private let emptyCount = DispatchSemaphore(value: 0)
  private let filledCount = DispatchSemaphore(value: 0)
  /// Media entries come in pieces, before any record of their archive; this many pieces may wait.
  private let mediaCount = DispatchSemaphore(value: 4)

  init(batchCount: Int = 3) {
    state = Mutex(State(empty: (0..<batchCount).map { _ in RecordBatch() }))
    for _ in 0..<batchCount { emptyCount.signal() }
  }

  /// Takes a batch to fill; nil once the import has been cancelled.
  func takeEmpty() -> RecordBatch? {
    emptyCount.wait()
    return state.withLock { $0.isCancelled ? nil : $0.empty.popLast() }
  }

  func put(_ item: Item) {
    state.withLock { $0.filled.append(item) }
    filledCount.signal()
  }

  /// Hands over media entries, once there is room.
  ///
  /// - Throws: `CancellationError` once the import has been cancelled.
  func put(_ media: [MediaEntry]) throws {
    mediaCount.wait()
    guard !state.withLock(\.isCancelled) else { throw CancellationError() }
    put(.media(media))
  }

  func takeFilled() -> Item {
    filledCount.wait()
    let item = state.withLock { $0.filled.removeFirst() }
    if case .media = item { mediaCount.signal() }
    return item
  }

  /// Takes an image to fill.
  func takeImage() -> TreeImage { state.withLock { $0.images.popLast() } ?? TreeImage() }

  func giveBack(_ image: TreeImage) { state.withLock { $0.images.append(image) } }

  func giveBack(_ batch: RecordBatch, _ image: TreeImage?) {
    state.withLock {
      $0.empty.append(batch)
      if let image { $0.images.append(image) }
    }
    emptyCount.signal()
  }

  /// Lets the decoding thread end at its next batch.
  func cancel() {
    state.withLock { $0.isCancelled = true }
    emptyCount.signal()
    mediaCount.signal()
  }
}

/// What is known of an export once it has been read to its end.
struct ReadSummary: Sendable {
  let recordCount: Int
  let byteCount: Int
  let digest: String
  /// `YYYY-MM-DD HH:MM`.
  let newestMinute: String?
  let pageFaults: [PageFault]
}
