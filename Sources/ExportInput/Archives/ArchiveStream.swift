internal import CArchive

/// A zip or tar archive, read from front to end.
///
/// A zip archive is read by its local headers, not by the directory at its end: large archives of the platform have a
/// directory that libarchive's seeking reader takes for an empty one, without an error.
final class ArchiveStream {
  /// What is known of an entry before it is read.
  struct Entry {
    let name: EntryName
    let isFile: Bool
    /// Unpacked bytes; nil where they are known only behind them.
    let byteCount: Int64?
    let crc32: UInt32?
  }

  private let archive: ArchiveHandle
  private let kind: ContentKind

  /// - Parameters:
  ///   - input: read from where it stands.
  ///   - kind: what it holds: a zip or tar archive.
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

  /// Moves to the next entry, passing over what was left unread of the one before.
  ///
  /// - Returns: nil at the end.
  func nextEntry() throws(InputError) -> Entry? {
    guard let header = try archive.nextHeader() else {
      // Behind a tar archive could be another, which would be left out. A zip archive has its directory there.
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
  /// - Returns: how many; 0 at its end, its checksum having been found right.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int { try archive.read(into: buffer) }

  /// Reads the entry to its end, keeping nothing.
  ///
  /// - Parameter isChecked: whether a checksum that is wrong is an error.
  /// - Returns: its unpacked bytes.
  func measure(isChecked: Bool) throws(InputError) -> Int64 { try archive.measure(isChecked: isChecked) }

  /// AE_IFREG, a macro that Swift does not import.
  private let fileType: UInt32 = 0o100000

  private static func name(of header: OpaquePointer) -> String {
    if let name = archive_entry_pathname_utf8(header) { return String(cString: name) }
    if let name = archive_entry_pathname(header) { return String(cString: name) }
    return ""
  }
}
