/// An entry of a media archive that holds no record: the name and the size of a stored object.
public struct MediaEntry: Equatable, Sendable {
  /// The entry's name in the archive: data, never a path.
  public let name: String
  /// The name up to its first dot.
  public let objectID: String
  /// The name after its first dot.
  public let fileExtension: String
  /// Unpacked size; nil where the archive does not say it.
  public let byteCount: Int64?
  /// Checksum of the unpacked bytes; nil where the archive does not say it.
  public let crc32: UInt32?

  /// Splits the name at its first dot: the platform names an entry `<object id>.<extension>`, and an extension can hold
  /// dots and slashes.
  ///
  /// ```swift
  /// MediaEntry(name: "66b0e5c8.tar.gz", byteCount: nil, crc32: nil).objectID  // "66b0e5c8"
  /// ```
  public init(name: String, byteCount: Int64?, crc32: UInt32?) {
    self.name = name
    // "./" is what tar puts before the names in a folder that it was given as ".".
    let stem = name.utf8.starts(with: "./".utf8) ? name.dropFirst(2) : name[...]
    if let dot = stem.utf8.firstIndex(of: UInt8(ascii: ".")) {
      objectID = String(stem[..<dot])
      fileExtension = String(stem[stem.utf8.index(after: dot)...])
    } else {
      objectID = String(stem)
      fileExtension = ""
    }
    self.byteCount = byteCount
    self.crc32 = crc32
  }
}
