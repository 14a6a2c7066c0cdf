#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The system refuses a thread.
package struct NoThread: Error {
  /// The system's error number.
  package let errno: Int32
}

/// A thread whose end can be waited for.
package struct JoinableThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let thread: pthread_t

  /// Starts a thread.
  ///
  /// - Parameters:
  ///   - stackSize: in bytes.
  ///   - run: what it does.
  package init(stackSize: Int, _ run: @escaping @Sendable () -> Void) throws(NoThread) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    // The new thread releases the body.
    let body = Unmanaged.passRetained(Body(run))
    #if canImport(Darwin)
      var made: pthread_t?
      let code = pthread_create(
        &made, &attributes,
        { body in
          Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run()
          return nil
        }, body.toOpaque())
      let started = made
    #else
      var made = pthread_t()
      let code = pthread_create(
        &made, &attributes,
        { body in
          if let body { Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run() }
          return nil
        }, body.toOpaque())
      let started: pthread_t? = made
    #endif
    guard code == 0, let started else {
      body.release()
      throw NoThread(errno: code)
    }
    thread = started
  }

  /// Waits until it has ended. To be called once.
  package func join() { pthread_join(thread, nil) }
}
