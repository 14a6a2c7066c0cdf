internal import CArchive

/// An archive or a compressed file, read from front to end through libarchive.
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

  private let archive: OpaquePointer
  private let blocks: BlockReader

  /// Whether the input is not an archive, but one compressed file.
  var isSingleFile: Bool { archive_format(archive) == ARCHIVE_FORMAT_RAW }

  /// Whether the input holds nothing at all once decompressed.
  var isEmptyFile: Bool { archive_format(archive) == ARCHIVE_FORMAT_EMPTY }

  private var name: String { blocks.input.name }

  /// - Parameters:
  ///   - input: read from where it stands.
  ///   - kind: what it holds; not plain.
  init(_ input: FileInput, kind: ContentKind) throws(InputError) {
    blocks = BlockReader(input)
    guard let archive = archive_read_new() else { throw .system(.open, name: input.name, errno: 12, offset: 0) }
    self.archive = archive
    if kind == .compressed {
      // Some of these warn that they run another program where their library was left out.
      _ = archive_read_support_filter_gzip(archive)
      _ = archive_read_support_filter_zstd(archive)
      _ = archive_read_support_filter_xz(archive)
      _ = archive_read_support_filter_bzip2(archive)
      _ = archive_read_support_filter_lz4(archive)
      _ = archive_read_support_format_raw(archive)
      _ = archive_read_support_format_empty(archive)
    }
    if kind != .zip { _ = archive_read_support_format_tar(archive) }
    if kind != .tar { _ = archive_read_support_format_zip_streamable(archive) }
    // The archive is freed in deinit, before the blocks that its callbacks get can go.
    archive_read_set_callback_data(archive, Unmanaged.passUnretained(blocks).toOpaque())
    archive_read_set_read_callback(archive) { _, context, block in
      guard let context, let block else { return -1 }
      return Unmanaged<BlockReader>.fromOpaque(context).takeUnretainedValue().next(&block.pointee)
    }
    archive_read_set_skip_callback(archive) { _, context, count in
      guard let context else { return 0 }
      return Int64(Unmanaged<BlockReader>.fromOpaque(context).takeUnretainedValue().input.skip(Int(count)))
    }
    try check(archive_read_open1(archive))
  }

  deinit { archive_read_free(archive) }

  /// Moves to the next entry, passing over what was left unread of the one before.
  ///
  /// - Returns: nil at the end.
  func nextEntry() throws(InputError) -> Entry? {
    var header: OpaquePointer?
    let code = archive_read_next_header(archive, &header)
    if code == ARCHIVE_EOF { return nil }
    try check(code)
    guard let header else { return nil }
    let local = isZip ? blocks.localHeader(at: Int(archive_read_header_position(archive))) : nil
    let isSizeKnown = archive_entry_size_is_set(header) != 0
    return Entry(
      name: EntryName(local?.name ?? Self.name(of: header)), isFile: archive_entry_filetype(header) == fileType,
      byteCount: isSizeKnown ? archive_entry_size(header) : nil, crc32: local?.crc32)
  }

  /// Reads the next bytes of the entry.
  ///
  /// - Returns: how many; 0 at its end, its checksum having been found right.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
    if count < 0 { throw failure() }
    return count
  }

  /// Reads the entry to its end, keeping nothing.
  ///
  /// - Returns: its unpacked bytes.
  func measure() throws(InputError) -> Int64 {
    var count: Int64 = 0
    while true {
      var block: UnsafeRawPointer?
      var size = 0
      var offset: Int64 = 0
      let code = archive_read_data_block(archive, &block, &size, &offset)
      if code == ARCHIVE_EOF { return count }
      try check(code)
      count = offset + Int64(size)
    }
  }

  private var isZip: Bool { archive_format(archive) == ARCHIVE_FORMAT_ZIP && archive_filter_count(archive) == 1 }

  /// AE_IFREG, a macro that Swift does not import.
  private let fileType: UInt32 = 0o100000

  private static func name(of header: OpaquePointer) -> String {
    if let name = archive_entry_pathname_utf8(header) { return String(cString: name) }
    if let name = archive_entry_pathname(header) { return String(cString: name) }
    return ""
  }

  /// Warnings are let pass: they are about names, times and rights.
  private func check(_ code: Int32) throws(InputError) {
    if code < ARCHIVE_WARN { throw failure() }
  }

  private func failure() -> InputError {
    if let error = blocks.error { return error }
    let detail = archive_error_string(archive).map { String(cString: $0) } ?? ""
    if detail.lowercased().contains("truncated") || (detail.isEmpty && blocks.isAtEnd) {
      return .truncated(name: name)
    }
    return .damaged(name: name, detail: detail.isEmpty ? "its structure is broken" : detail)
  }
}
