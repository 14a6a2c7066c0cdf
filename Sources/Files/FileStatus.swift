package import SystemPackage

/// What the system knows about a file.
package struct FileStatus {
  /// Which file it is, under any of its names.
  package struct Identity: Hashable {
    package let device: DeviceID
    package let inode: Inode
  }

  private let status: Stat

  /// - Parameter followsLinks: whether the target of a symbolic link is looked at instead of the link.
  /// - Returns: nil if there is no such file.
  /// - Throws: the system's error number.
  package init?(of path: FilePath, followsLinks: Bool = true) throws(Errno) {
    do throws(Errno) {
      status = try Stat(path, followTargetSymlink: followsLinks)
    } catch .noSuchFileOrDirectory {
      return nil
    }
  }

  /// The same for a path as ``PathText`` has it.
  package init?(of path: String) throws(Errno) { try self.init(of: FilePath(name: path)) }

  /// The same for an open file.
  package init(of descriptor: FileDescriptor) throws(Errno) { status = try Stat(descriptor) }

  package var identity: Identity { Identity(device: status.deviceID, inode: status.inode) }
  /// File, folder, link, pipe, socket or device.
  package var type: FileType { status.type }
  package var permissions: FilePermissions { status.permissions }
  package var owner: UserID { status.userID }
  package var group: GroupID { status.groupID }
  /// In bytes.
  package var size: Int { Int(status.size) }

  package var isPlain: Bool { type == .regular }
  package var isFolder: Bool { type == .directory }
  package var isLink: Bool { type == .symbolicLink }
}
