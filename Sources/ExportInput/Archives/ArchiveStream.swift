internal import CArchive

/// A zip or tar archive, read from front to end.
///
/// A zip archive is read by its local headers, not by the directory at its end: libarchive's seeking reader takes the
/// directory of the platform's large archives for an empty one, without an error.
final class ArchiveStream {
  /// What is known about an entry before it is read.
  struct Entry {
    let name: EntryName
    let isFile: Bool
    /// Unpacked size; nil if the archive gives it only after the entry's bytes.
    let byteCount: Int64?
    let crc32: UInt32?
  }

  private let archive: ArchiveHandle
  private let kind: ContentKind

  /// - Parameters:
  ///   - input: is read from its current position.
  ///   - kind: zip or tar.
  init(_ input: any ByteStream, kind: ContentKind) throws(InputError) {
    self.kind = kind
    archive = try ArchiveHandle(input) { archive in
      if kind == .zip {
        _ = archive_read_support_format_zip_streamable(archive)
      } else {
        _ = archive_read_support_format_tar(archive)
      }
    }
  }

  /// Moves to the next entry, skipping what was not read of the last one.
  ///
  /// - Returns: nil at the end.
  func nextEntry() throws(InputError) -> Entry? {
    guard let header = try archive.nextHeader() else {
      // Another tar archive could follow, and would be ignored. In a zip archive, the directory follows.
      if kind == .tar { try archive.checkPadding() }
      return nil
    }
    let local = kind == .zip ? archive.blocks.localHeader(at: archive.headerPosition) : nil
    let isSizeKnown = archive_entry_size_is_set(header) != 0
    return Entry(
      name: EntryName(local?.name ?? Self.name(of: header)), isFile: archive_entry_filetype(header) == fileType,
      byteCount: isSizeKnown ? archive_entry_size(header) : nil, crc32: local?.crc32)
  }

  /// Reads the next bytes of the entry.
  ///
  /// - Returns: how many; 0 at its end, after its checksum was found right.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int { try archive.read(into: buffer) }

  /// Reads the entry to its end without keeping it.
  ///
  /// - Parameter isChecked: whether a wrong checksum is an error.
  /// - Returns: its unpacked size in bytes.
  func measure(isChecked: Bool) throws(InputError) -> Int64 { try archive.measure(isChecked: isChecked) }

  /// AE_IFREG, a macro that is not imported into Swift.
  private let fileType: UInt32 = 0o100000

  private static func name(of header: OpaquePointer) -> String {
    if let name = archive_entry_pathname_utf8(header) { return String(cString: name) }
    if let name = archive_entry_pathname(header) { return String(cString: name) }
    return ""
  }
}
