package import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Files beside others, for as long as these are being written.
package enum TemporaryName {
  /// Makes a file in the folder of another, under a short name that nothing has.
  ///
  /// - Parameters:
  ///   - target: the other file.
  ///   - status: whose permissions and owner it gets; nil for those of a new file.
  package static func create(
    beside target: FilePath, like status: FileStatus?
  ) throws(Errno) -> (FilePath, FileDescriptor) {
    let folder = target.removingLastComponent()
    for _ in 0..<100 {
      let path = folder.appending(random())
      // The system takes the umask off the permissions of a new file.
      let permissions = FilePermissions(rawValue: status == nil ? 0o666 : 0o600)
      let descriptor: FileDescriptor
      do {
        descriptor = try FileDescriptor.open(
          path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: permissions,
          retryOnInterrupt: true)
      } catch {
        if let error = error as? Errno, error != .fileExists { throw error }
        continue
      }
      if let status {
        // The owner where that may be: only root gives files away, but others may set a group of theirs.
        if fchown(descriptor.rawValue, status.owner, status.group) != 0 {
          _ = fchown(descriptor.rawValue, uid_t.max, status.group)
        }
        _ = fchmod(descriptor.rawValue, status.mode & 0o7777)
      }
      return (path, descriptor)
    }
    throw .fileExists
  }

  /// `.pressmark-9f3c61b27a05d84e.part`: whatever the other file is called, it fits where that fits.
  package static func random() -> String {
    let number = String(UInt64.random(in: .min ... .max), radix: 16)
    return ".pressmark-\(String(repeating: "0", count: 16 - number.count))\(number).part"
  }
}
