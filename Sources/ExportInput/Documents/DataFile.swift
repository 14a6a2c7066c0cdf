/// The bytes of a file of any kind, decompressed: what is in them is the caller's to read.
///
/// ```swift
/// let file = try DataFile("predictions.csv.zst")
/// var bytes = [UInt8](repeating: 0, count: 1 << 16)
/// let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
/// ```
package final class DataFile {
  /// The path as it was given; `-` is standard input.
  package let path: String
  /// The size on disk in bytes; nil for a pipe.
  package let byteCount: Int?
  /// Whether opening the path again gives the same bytes.
  package let canBeReadAgain: Bool
  /// Whether it is a zip or tar archive, whose bytes are no content.
  package let isArchive: Bool
  private let stream: any ByteStream
  private let progress = InputProgress()

  /// - Throws: ``InputError`` if it can't be opened, or if its first bytes are damaged.
  package init(_ path: String) throws(InputError) {
    self.path = path
    let file = try FileInput(name: path, progress: progress)
    byteCount = file.size
    canBeReadAgain = path != "-" && file.size != nil
    let (stream, kind) = try ContentKind.decompressed(file)
    self.stream = stream
    isArchive = kind != .plain
  }

  /// How many bytes on disk have been read.
  package var consumedCount: Int { progress.byteCount }

  /// Reads the next bytes.
  ///
  /// - Returns: how many; 0 at the end, after all checksums were found right.
  /// - Throws: ``InputError``.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    try stream.read(into: buffer)
  }
}
