import FileNames
package import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Files that are needed only while the program runs.
package enum TemporaryFile {
  /// Makes an empty file that only its owner can read and write.
  ///
  /// - Parameters:
  ///   - suffix: the end of its name, such as `.sql`.
  ///   - folders: the folders to try, in order; nil for ``folders()``.
  /// - Returns: the file's path, to be removed by the caller, and its descriptor, to be closed.
  /// - Throws: ``TemporaryFileError`` with the first folder and its error if no folder takes the file.
  package static func create(
    suffix: String = "", in folders: [String]? = nil
  ) throws(TemporaryFileError) -> (path: FilePath, descriptor: FileDescriptor) {
    var failure: TemporaryFileError?
    for folder in folders ?? Self.folders() {
      do throws(Errno) {
        return try FileDescriptor.createNew(
          in: FilePath(name: folder), .readWrite, permissions: .ownerReadWrite
        ) { "pressmark-\(TemporaryName.randomDigits())\(suffix)" }
      } catch {
        failure = failure ?? TemporaryFileError(folder: folder, code: error)
      }
    }
    throw failure ?? TemporaryFileError(folder: "", code: .noSuchFileOrDirectory)
  }

  /// The folders that SQLite puts its temporary files in, see <https://sqlite.org/tempfiles.html>: one variable moves
  /// the program's files and SQLite's.
  ///
  /// - Returns: paths as ``PathText`` has them.
  package static func folders() -> [String] {
    let variables: [String] = ["SQLITE_TMPDIR", "TMPDIR"]
    let named = variables.compactMap { variable in getenv(variable).map { PathText.text(cString: $0) } }
    return named.filter { !$0.isEmpty } + ["/var/tmp", "/tmp", "."]
  }
}

/// Why a temporary file could not be made, written or read.
package struct TemporaryFileError: Error, Equatable {
  /// The folder of the file, as ``PathText`` has it.
  package let folder: String
  package let code: Errno

  package init(folder: String, code: Errno) {
    self.folder = folder
    self.code = code
  }
}
