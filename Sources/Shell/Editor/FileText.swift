import FileNames
import Files
import Output
import SystemPackage

/// Small files, read and written whole, by paths as ``PathText`` has them.
enum FileText {
  static func exists(_ path: String) -> Bool { (try? FileStatus(of: path)) != nil }

  static func read(_ path: String) throws(ShellError) -> String {
    do {
      let file = try FileDescriptor.open(FilePath(name: path), .readOnly, options: .closeOnExec)
      defer { try? file.close() }
      var bytes: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = try piece.withUnsafeMutableBytes { try file.read(into: $0) }
        if count == 0 { return String(decoding: bytes, as: UTF8.self) }
        bytes += piece[..<count]
      }
    } catch {
      throw .file(path: path, errno: (error as? Errno ?? .ioError).rawValue)
    }
  }

  /// Writes a temporary file.
  ///
  /// - Parameter suffix: the end of its name.
  /// - Returns: its path; the caller removes it.
  static func makeTemporary(_ text: String, suffix: String) throws(ShellError) -> String {
    do {
      let (path, file) = try TemporaryFile.create(suffix: suffix)
      defer { try? file.close() }
      do {
        try file.writeAll(text.utf8)
      } catch {
        _ = path.remove()
        throw error
      }
      return path.name
    } catch let error as TemporaryFileError {
      throw .file(path: error.folder, errno: error.code.rawValue)
    } catch {
      throw .file(path: suffix, errno: (error as? Errno ?? .ioError).rawValue)
    }
  }

  static func remove(_ path: String) { _ = FilePath(name: path).remove() }

  /// The files and folders that begin with a path.
  static func completions(_ prefix: String) -> [String] {
    let end = prefix.lastIndex(of: "/").map { prefix.index(after: $0) } ?? prefix.startIndex
    let folder = String(prefix[..<end])
    let showsHidden = prefix[end...].hasPrefix(".")
    let names = (try? Folder.names(in: folder.isEmpty ? "." : folder)) ?? []
    return names.lazy.filter { showsHidden || !$0.hasPrefix(".") }.prefix(1000).map { folder + $0 }.sorted()
  }
}
