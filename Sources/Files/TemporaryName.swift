package import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Temporary files beside the files that they will replace.
package enum TemporaryName {
  /// Makes a file in the folder of another, under a new short name.
  ///
  /// - Parameters:
  ///   - target: the other file.
  ///   - status: the status of the other file, whose permissions and owner the new one gets; nil for those of a new
  ///     file.
  package static func create(
    beside target: FilePath, like status: FileStatus?
  ) throws(Errno) -> (FilePath, FileDescriptor) {
    let (path, descriptor) = try FileDescriptor.createNew(
      in: target.removingLastComponent(), .writeOnly,
      permissions: FilePermissions(rawValue: status == nil ? 0o666 : 0o600), name: random)
    if let status {
      // Only root can give files away, but others can set one of their groups.
      if fchown(descriptor.rawValue, status.owner.rawValue, status.group.rawValue) != 0 {
        _ = fchown(descriptor.rawValue, uid_t.max, status.group.rawValue)
      }
      _ = fchmod(descriptor.rawValue, status.permissions.rawValue)
    }
    return (path, descriptor)
  }

  /// A name such as `.pressmark-9f3c61b27a05d84e.part`: so short that it fits wherever the other file's name fits.
  package static func random() -> String { ".pressmark-\(randomDigits()).part" }

  /// Sixteen hexadecimal digits.
  static func randomDigits() -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
