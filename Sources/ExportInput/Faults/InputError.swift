/// Why an input could not be read. The name `-` is standard input.
public enum InputError: Error, Equatable, Sendable {
  /// What was being done when the system refused it.
  public enum Operation: Equatable, Sendable {
    case open, read, list, keep
  }

  /// What stands in a folder where a file was expected.
  public enum FileKind: Equatable, Sendable {
    case pipe, socket, device
  }

  /// The system's error number for an operation on a file; `offset` is in bytes.
  case system(Operation, name: String, errno: Int32, offset: Int)
  /// A folder without a file in it.
  case emptyFolder(name: String)
  /// A folder holds something that is neither a file nor a folder.
  case notAFile(name: String, kind: FileKind)
  /// Standard input was given more than once.
  case repeatedStandardInput
  /// There is no standard input.
  case closedStandardInput
  /// The archive or the compressed file ends too early.
  case truncated(name: String)
  /// The archive or the compressed file is not as it must be; `detail` is libarchive's.
  case damaged(name: String, detail: String)
  /// Something other than padding stands behind the end of the archive or the compressed data.
  case behindEnd(name: String)
  /// The file is compressed more than so many times over.
  case tooDeep(name: String, limit: Int)
  /// An archive without annotation.json and without pages.
  case noAnnotation(name: String, entryCount: Int)
  /// An archive with two entries that could be the export.
  case severalAnnotations(name: String, entries: [String])
  /// A signal asked for the end.
  case interrupted
}
