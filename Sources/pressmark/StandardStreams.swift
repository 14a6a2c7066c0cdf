#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The descriptors 0, 1 and 2.
enum StandardStreams {
  /// Occupies those that are closed, so that no other file gets their numbers: output would go into the catalog.
  ///
  /// Each is opened for the other direction, so that reading or writing fails as it does on a closed one.
  static func occupyClosed() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      // The system gives the lowest number that is free.
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }
}
