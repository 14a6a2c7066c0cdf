import Foundation
import Testing

@testable import Shell

/// A pager and an editor have the signals of the terminal while they run.
@Suite struct IgnoredSignalTests {
  /// With SA_RESTART, a call that waits would go on after the signal.
  @Test(arguments: [0, Int32(SA_RESTART)]) func aSignalIsPutBackAsItWas(flags: Int32) {
    var action = sigaction()
    action.sa_flags = flags
    sigaction(SIGUSR2, &action, nil)
    defer { signal(SIGUSR2, SIG_DFL) }
    let ignored = IgnoredSignal(SIGUSR2)
    ignored.restore()
    var after = sigaction()
    sigaction(SIGUSR2, nil, &after)
    #expect(after.sa_flags & Int32(SA_RESTART) == flags)
  }
}
