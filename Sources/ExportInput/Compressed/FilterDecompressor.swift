internal import CArchive

/// Reads Zstandard, xz, bzip2 or LZ4 through libarchive's filters, which check the checksums in the data.
///
/// Zeros after the end are padding, as with gzip; anything else there is an error. (Zstandard takes no padding.)
final class FilterDecompressor: Decompressor {
  private let archive: ArchiveHandle
  private var isAtEnd = false

  init(_ source: any ByteStream, _ compression: Compression) throws(InputError) {
    archive = try ArchiveHandle(source) { archive in
      // Some of these return a warning when they would run another program, because libarchive was built without the
      // library.
      switch compression {
      case .gzip: _ = archive_read_support_filter_gzip(archive)
      case .zstandard:
        // A frame that readers skip can also come before LZ4.
        _ = archive_read_support_filter_zstd(archive)
        _ = archive_read_support_filter_lz4(archive)
      case .xz: _ = archive_read_support_filter_xz(archive)
      case .bzip2: _ = archive_read_support_filter_bzip2(archive)
      case .lz4: _ = archive_read_support_filter_lz4(archive)
      }
      _ = archive_read_support_format_raw(archive)
      _ = archive_read_support_format_empty(archive)
    }
    guard try archive.nextHeader() != nil else {
      isAtEnd = true
      return
    }
    // If no filter recognized the bytes, they come through unchanged.
    guard archive.filterCount > 1 else { throw archive.damage("its first bytes are broken") }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    if isAtEnd { return 0 }
    let count = try archive.read(into: buffer)
    if count == 0 {
      isAtEnd = true
      try archive.checkPadding()
    }
    return count
  }
}
