import SystemPackage

extension FileDescriptor {
  /// Makes a file under a name that nothing has.
  ///
  /// - Parameters:
  ///   - folder: where.
  ///   - mode: what it is opened for.
  ///   - permissions: those of the file; the system takes the umask off them.
  ///   - name: gives another name at each call.
  static func createNew(
    in folder: FilePath, _ mode: AccessMode, permissions: FilePermissions, name: () -> String
  ) throws(Errno) -> (path: FilePath, descriptor: FileDescriptor) {
    for _ in 0..<100 {
      let path = folder.appending(name())
      do {
        let descriptor = try open(
          path, mode, options: [.create, .exclusiveCreate, .closeOnExec], permissions: permissions,
          retryOnInterrupt: true)
        return (path, descriptor)
      } catch {
        if let error = error as? Errno, error != .fileExists { throw error }
      }
    }
    throw .fileExists
  }
}
