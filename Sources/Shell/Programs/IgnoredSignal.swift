#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A signal that is ignored for a while; its action from before, with its flags, is restored.
struct IgnoredSignal {
  private let number: Int32
  private var before = sigaction()

  init(_ number: Int32) {
    self.number = number
    sigaction(number, nil, &before)
    signal(number, SIG_IGN)
  }

  func restore() {
    var before = before
    sigaction(number, &before, nil)
  }
}
