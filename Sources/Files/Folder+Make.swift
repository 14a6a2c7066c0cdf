package import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Folder {
  /// Makes a folder for its owner alone, with the folders that it lies in, where they are missing.
  ///
  /// - Parameter path: as ``PathText`` has it.
  /// - Throws: the system's error number.
  package static func make(_ path: String) throws(Errno) {
    var folder = FilePath(root: FilePath(name: path).root)
    for component in FilePath(name: path).components {
      folder.append(component)
      guard folder.withPlatformString({ mkdir($0, 0o700) }) != 0 else { continue }
      let code = Errno(rawValue: errno)
      // The system refuses what is there in several ways, for example on a file system that can't be written.
      if let status = try? FileStatus(of: folder), status.isFolder { continue }
      throw code == .fileExists ? .notDirectory : code
    }
  }
}
