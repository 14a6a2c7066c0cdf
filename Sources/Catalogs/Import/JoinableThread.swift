#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A thread whose end can be waited for.
struct JoinableThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private let thread: pthread_t

  /// Starts a thread.
  ///
  /// - Throws: ``CatalogError/noThread(errno:)``.
  init(stackSize: Int, _ run: @escaping @Sendable () -> Void) throws {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    // The thread takes the body over.
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
      throw CatalogError.noThread(errno: code)
    }
    thread = started
  }

  /// Waits for its end; once.
  func join() { pthread_join(thread, nil) }
}
