import Dispatch
import Interruption
import Synchronization

/// Hands images from where they are filled to where their content is moved: while one is moved, a thread fills the next.
///
/// Where one image is enough, or the system refuses a thread, the calling thread does both.
struct ImageRelay {
  /// What was put into an image.
  struct Filling {
    /// How many entries; of none, nothing is moved and nothing follows.
    let count: Int
    /// Whether nothing follows.
    let isLast: Bool
  }

  private let images = [TreeImage(), TreeImage()]

  /// Fills images and moves them, in turn, until the last.
  ///
  /// - Parameters:
  ///   - fill: called on one thread at a time, of which the last has ended when this returns.
  ///   - move: called on the calling thread.
  func run(_ fill: @escaping (TreeImage) throws -> Filling, _ move: (TreeImage, Int) throws -> Void) throws {
    var image = 0
    var filling = try fill(images[image])
    let ahead = filling.isLast ? nil : Ahead(images, fill)
    defer { ahead?.end() }
    while filling.count > 0 {
      try move(images[image], filling.count)
      if filling.isLast { return }
      if let ahead {
        image = 1 - image
        filling = try ahead.next()
      } else {
        filling = try fill(images[image])
      }
    }
  }

  /// A thread that fills an image while the other one is moved: first the second, then each in turn.
  ///
  /// Unchecked because `fill` is only called by the thread, and each image is used by one thread at a time: `free` and
  /// `filled` hand it over.
  private final class Ahead: @unchecked Sendable {
    private struct State {
      var results: [Result<Filling, any Error>] = []
      var isEnded = false
    }

    private let images: [TreeImage]
    private let fill: (TreeImage) throws -> Filling
    private let state = Mutex(State())
    // From 0: Dispatch ends the process when a semaphore is freed with a smaller count than it was made with.
    private let free = DispatchSemaphore(value: 0)
    private let filled = DispatchSemaphore(value: 0)
    private var thread: JoinableThread?

    /// Starts the thread; nil where the system refuses it.
    init?(_ images: [TreeImage], _ fill: @escaping (TreeImage) throws -> Filling) {
      self.images = images
      self.fill = fill
      free.signal()
      guard let thread = try? JoinableThread(stackSize: 1 << 20, { [self] in run() }) else { return nil }
      self.thread = thread
    }

    /// Waits until the next image is filled; the one before it is then free.
    func next() throws -> Filling {
      filled.wait()
      let result = state.withLock { $0.results.removeFirst() }
      free.signal()
      return try result.get()
    }

    /// Lets the thread end, and waits for it.
    func end() {
      state.withLock { $0.isEnded = true }
      free.signal()
      thread?.join()
      thread = nil
    }

    private func run() {
      var image = 1
      while true {
        free.wait()
        guard !state.withLock(\.isEnded) else { return }
        let result = Result { try fill(images[image]) }
        state.withLock { $0.results.append(result) }
        filled.signal()
        guard case .success(let filling) = result, !filling.isLast else { return }
        image = 1 - image
      }
    }
  }
}
