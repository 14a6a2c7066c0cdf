/// Why an input could not be read. The name `-` is standard input.
public enum InputError: Error, Equatable, Sendable {
  /// The operation that the system refused.
  public enum Operation: Equatable, Sendable {
    /// Opening a file.
    case open
    /// Reading a file.
    case read
    /// Listing a folder.
    case list
    /// Keeping pages in a temporary file.
    case keep
  }

  /// What a folder holds in place of a file.
  public enum FileKind: Equatable, Sendable {
    /// A named pipe.
    case pipe
    /// A socket.
    case socket
    /// A device.
    case device
  }

  /// The system refused an operation on a file; `errno` is its error number, `offset` the position in bytes.
  case system(Operation, name: String, errno: Int32, offset: Int)
  /// A folder has no file in it.
  case emptyFolder(name: String)
  /// A folder holds something that is neither a file nor a folder.
  case notAFile(name: String, kind: FileKind)
  /// Standard input was given more than once.
  case repeatedStandardInput
  /// There is no standard input.
  case closedStandardInput
  /// The archive or the compressed file ends too early.
  case truncated(name: String)
  /// The archive or the compressed file is damaged; `detail` says how, in libarchive's or zlib's words.
  case damaged(name: String, detail: String)
  /// Something other than padding follows the end of the archive or the compressed data.
  case behindEnd(name: String)
  /// The file is compressed more than `limit` times over.
  case tooDeep(name: String, limit: Int)
  /// An archive has `entryCount` entries, but neither annotation.json nor pages.
  case noAnnotation(name: String, entryCount: Int)
  /// An archive has more than one entry that could be the export.
  case severalAnnotations(name: String, entries: [String])
  /// A signal asked the program to end.
  case interrupted
}
