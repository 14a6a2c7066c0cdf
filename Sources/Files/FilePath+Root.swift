package import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension FilePath {
  /// The path from the root, without `.` and `..`. It stays relative if the current folder is gone.
  package var fromRoot: FilePath {
    guard isRelative, let folder = getcwd(nil, 0) else { return lexicallyNormalized() }
    defer { free(folder) }
    return FilePath(platformString: folder).pushing(self).lexicallyNormalized()
  }
}
