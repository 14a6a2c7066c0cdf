import FileNames
import Files
import Output
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Small files, read and written whole.
enum FileText {
  static func exists(_ path: String) -> Bool { PathText.withCString(path) { access($0, F_OK) } == 0 }

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
      throw .file(path: path, errno: (error as? Errno)?.rawValue ?? EIO)
    }
  }
}

extension FileText {
  /// The files and folders that begin with a path.
  static func completions(_ prefix: String) -> [String] {
    let end = prefix.lastIndex(of: "/").map { prefix.index(after: $0) } ?? prefix.startIndex
    let folder = String(prefix[..<end])
    guard let stream = PathText.withCString(folder.isEmpty ? "." : folder, { opendir($0) }) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream), names.count < 1000 {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { PathText.text(of: $0.prefix { $0 != 0 }) }
      if name.hasPrefix("."), !prefix[end...].hasPrefix(".") { continue }
      names.append(folder + name)
    }
    return names.sorted()
  }
}
