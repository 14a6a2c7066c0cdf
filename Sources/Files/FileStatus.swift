package import SystemPackage

#if canImport(Darwin)
  package import Darwin
#else
  package import Glibc
#endif

/// What the system knows of a file.
package struct FileStatus {
  /// Which file it is, whatever it is called.
  package struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  package let identity: Identity
  package let mode: mode_t
  package let owner: uid_t
  package let group: gid_t

  package var isPlain: Bool { mode & S_IFMT == S_IFREG }
  package var isFolder: Bool { mode & S_IFMT == S_IFDIR }
  package var isLink: Bool { mode & S_IFMT == S_IFLNK }

  /// - Parameter followsLinks: whether a symbolic link stands for what it points to.
  /// - Returns: nil where there is no such file.
  package init?(of path: FilePath, followsLinks: Bool = true) throws(Errno) {
    var status = stat()
    while path.withPlatformString({ followsLinks ? stat($0, &status) : lstat($0, &status) }) != 0 {
      if errno == ENOENT { return nil }
      if errno != EINTR { throw Errno(rawValue: errno) }
    }
    identity = Identity(device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino))
    mode = status.st_mode
    owner = status.st_uid
    group = status.st_gid
  }
}
