package import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension FilePath {
  /// Removes the name; the file lives on for as long as it is open.
  ///
  /// - Returns: whether there was such a name, and the system removed it.
  @discardableResult
  package func remove() -> Bool { withPlatformString { unlink($0) } == 0 }

  /// Gives the file another name, in the place of the file that has it.
  package func rename(to other: FilePath) throws(Errno) {
    let code = withPlatformString { old in other.withPlatformString { new in moveFile(old, new) } }
    if code != 0 { throw Errno(rawValue: errno) }
  }
}

/// `rename` by a name that the method above does not hide.
private func moveFile(_ old: UnsafePointer<CChar>, _ new: UnsafePointer<CChar>) -> Int32 { rename(old, new) }
