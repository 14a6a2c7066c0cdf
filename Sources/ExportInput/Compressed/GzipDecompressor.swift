internal import CZlib
import SystemPackage

/// Reads gzip (RFC 1952): one member, or several in a row.
///
/// zlib checks each member's CRC-32 and length, which libarchive's filter does not. Zeros after the last member are
/// padding, as tapes and some downloads have it; anything else there is an error.
final class GzipDecompressor: Decompressor {
  private let source: any ByteStream
  /// zlib's state; it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
  private var isSourceAtEnd = false
  private var state = State.inMember

  private enum State {
    case inMember, betweenMembers, end
  }

  init(_ source: any ByteStream) throws(InputError) {
    self.source = source
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // A window of 15 bits; the 16 accepts gzip only.
    let code = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw .system(.open, name: source.name, errno: Errno.noMemory.rawValue, offset: 0) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let length = min(buffer.count, 1 << 30)
    stream.pointee.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_out = UInt32(length)
    while stream.pointee.avail_out == length {
      switch state {
      case .end: return 0
      case .betweenMembers: try passPadding()
      case .inMember: try inflateMore()
      }
    }
    return length - Int(stream.pointee.avail_out)
  }

  private func inflateMore() throws(InputError) {
    if stream.pointee.avail_in == 0 { try readMore() }
    switch inflate(stream, Z_NO_FLUSH) {
    case Z_STREAM_END: state = .betweenMembers
    case Z_OK: break
    case Z_BUF_ERROR where isSourceAtEnd: throw .truncated(name: source.name)
    case Z_BUF_ERROR: break
    default:
      let detail = stream.pointee.msg.map { String(cString: $0) } ?? "its gzip data is broken"
      throw .damaged(name: source.name, detail: detail)
    }
  }

  /// Skips zeros, up to the next member or the end.
  private func passPadding() throws(InputError) {
    var isPadded = false
    while true {
      if stream.pointee.avail_in == 0 { try readMore() }
      guard stream.pointee.avail_in > 0, let next = stream.pointee.next_in else {
        state = .end
        return
      }
      guard next.pointee == 0 else { break }
      isPadded = true
      stream.pointee.next_in = next + 1
      stream.pointee.avail_in -= 1
    }
    guard !isPadded, stream.pointee.next_in?.pointee == 0x1F, inflateReset(stream) == Z_OK else {
      throw .behindEnd(name: source.name)
    }
    state = .inMember
  }

  private func readMore() throws(InputError) {
    guard !isSourceAtEnd else { return }
    let count = try source.read(into: input)
    isSourceAtEnd = count == 0
    stream.pointee.next_in = input.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_in = UInt32(count)
  }
}
