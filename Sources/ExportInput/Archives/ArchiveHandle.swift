internal import CArchive
import SystemPackage

/// A stream that libarchive reads.
final class ArchiveHandle {
  let blocks: BlockReader
  private let archive: OpaquePointer

  private var name: String { blocks.input.name }

  /// - Parameters:
  ///   - input: is read from its current position.
  ///   - support: tells libarchive what the stream can be.
  init(_ input: any ByteStream, support: (OpaquePointer) -> Void) throws(InputError) {
    blocks = BlockReader(input)
    guard let archive = archive_read_new() else {
      throw .system(.open, name: input.name, errno: Errno.noMemory.rawValue, offset: 0)
    }
    self.archive = archive
    support(archive)
    // The archive is freed in deinit, before the blocks that its callbacks use.
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

  var format: Int32 { archive_format(archive) }

  /// The number of libarchive's filters, with its own last one.
  var filterCount: Int32 { archive_filter_count(archive) }

  /// Where the entry's header starts, counted from the start of the archive.
  var headerPosition: Int { Int(archive_read_header_position(archive)) }

  /// Moves to the next entry, skipping what was not read of the last one.
  ///
  /// - Returns: nil at the end.
  func nextHeader() throws(InputError) -> OpaquePointer? {
    var header: OpaquePointer?
    let code = archive_read_next_header(archive, &header)
    if code == ARCHIVE_EOF { return nil }
    try check(code)
    return header
  }

  /// Reads the next bytes of the entry.
  ///
  /// - Returns: how many; 0 at its end, after its checksum was found right.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
    if count < 0 { throw failure() }
    return count
  }

  /// Reads the entry to its end without keeping it.
  ///
  /// - Parameter isChecked: whether a wrong checksum is an error; for libarchive it is a warning.
  /// - Returns: its unpacked size in bytes.
  func measure(isChecked: Bool) throws(InputError) -> Int64 {
    var count: Int64 = 0
    while true {
      var block: UnsafeRawPointer?
      var size = 0
      var offset: Int64 = 0
      let code = archive_read_data_block(archive, &block, &size, &offset)
      if code == ARCHIVE_EOF { return count }
      if isChecked, code != ARCHIVE_OK { throw failure() }
      try check(code)
      count = offset + Int64(size)
    }
  }

  /// Reads what follows the end, where only zeros may be.
  func checkPadding() throws(InputError) {
    guard try blocks.areZeros(from: Int(archive_filter_bytes(archive, -1))) else { throw .behindEnd(name: name) }
  }

  func damage(_ detail: String) -> InputError { blocks.error ?? .damaged(name: name, detail: detail) }

  /// Warnings pass: they are about names, times and permissions.
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
