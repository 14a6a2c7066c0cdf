package import ControlText
import Interruption
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Collects output, and passes it on in large pieces.
///
/// Writing never fails at once: the first failure is kept, what comes after it is dropped, and ``check()`` throws
/// it. So the loops that format a row stay plain, and check once per row.
package final class ByteWriter {
  /// Where the bytes go; nil, or why they did not.
  package typealias Sink = (UnsafeRawBufferPointer) -> OutputFailure?

  // Only this object has it: init allocates it, deinit frees it, and `count` is never more than its size.
  private let buffer: UnsafeMutableRawBufferPointer
  private var count = 0
  private let sink: Sink
  private var failure: OutputFailure?

  /// How many bytes were written so far.
  package private(set) var total = 0

  /// A writer that hands its bytes to a function.
  ///
  /// - Parameters:
  ///   - capacity: the size of the pieces, in bytes.
  ///   - sink: takes a piece.
  package init(capacity: Int = 1 << 16, sink: @escaping Sink) {
    buffer = .allocate(byteCount: max(capacity, 64), alignment: 16)
    self.sink = sink
  }

  /// A writer to a file descriptor, which stays open. A terminal gets no controls but the program's own.
  ///
  /// - Parameters:
  ///   - fileDescriptor: where to.
  ///   - syntax: what is written, which decides how a terminal sees controls.
  package convenience init(fileDescriptor: Int32, syntax: ControlFilter.Syntax = .text) {
    self.init(filter: TerminalTraits.isTerminal(fileDescriptor) ? syntax : nil) { Self.write($0, to: fileDescriptor) }
  }

  /// A writer that hands its bytes to a function.
  ///
  /// - Parameters:
  ///   - filter: what is written, where it goes to a terminal; nil where it does not.
  ///   - sink: takes a piece.
  package convenience init(filter syntax: ControlFilter.Syntax?, sink: @escaping Sink) {
    guard let syntax else {
      self.init(sink: sink)
      return
    }
    var filter = ControlFilter(syntax)
    self.init { bytes in filter.filter(bytes).withUnsafeBytes(sink) }
  }

  /// What a function writes, as text.
  package static func text(_ body: (ByteWriter) -> Void) -> String {
    String(decoding: bytes(body), as: UTF8.self)
  }

  /// What a function writes.
  static func bytes(_ body: (ByteWriter) -> Void) -> [UInt8] {
    var bytes: [UInt8] = []
    let writer = ByteWriter { piece in
      bytes += piece
      return nil
    }
    body(writer)
    writer.flush()
    return bytes
  }

  deinit {
    flush()
    buffer.deallocate()
  }

  /// Throws the first failure, if there was one.
  package func check() throws(OutputFailure) {
    if let failure { throw failure }
  }

  /// Passes on what was collected.
  package func flush() {
    guard count > 0 else { return }
    if failure == nil { failure = sink(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
    total += count
    count = 0
  }

  func byte(_ byte: UInt8) {
    if count == buffer.count { flush() }
    buffer[count] = byte
    count += 1
  }

  package func bytes(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, let base = buffer.baseAddress else { return }
    if bytes.count > buffer.count - count {
      flush()
      if bytes.count > buffer.count {
        if failure == nil { failure = sink(bytes) }
        total += bytes.count
        return
      }
    }
    (base + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  func bytes(_ bytes: [UInt8]) { bytes.withUnsafeBytes { self.bytes($0) } }

  package func text(_ text: String) {
    var text = text
    text.withUTF8 { bytes(UnsafeRawBufferPointer($0)) }
  }

  func scalar(_ scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { self.byte(byte) }
  }

  func spaces(_ number: Int) {
    for _ in 0..<max(number, 0) { byte(0x20) }
  }

  func integer(_ number: Int64) {
    if buffer.count - count < 20 { flush() }
    var rest = number.magnitude
    if number < 0 { byte(UInt8(ascii: "-")) }
    var digits = 1
    var power: UInt64 = 10
    while digits < 19, rest >= power {
      digits += 1
      power *= 10
    }
    var position = count + digits
    count = position
    repeat {
      position -= 1
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      buffer[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    } while rest > 0
  }

  /// Forgets what was collected and not passed on.
  package func abandon() { count = 0 }

  /// Writes all the bytes, in as many calls as the system needs.
  package static func write(_ bytes: UnsafeRawBufferPointer, to fileDescriptor: Int32) -> OutputFailure? {
    let descriptor = FileDescriptor(rawValue: fileDescriptor)
    var rest = bytes[...]
    while !rest.isEmpty {
      do {
        let written = try descriptor.write(UnsafeRawBufferPointer(rebasing: rest), retryOnInterrupt: false)
        rest = rest.dropFirst(written)
      } catch Errno.interrupted {
        if Interruption.isRequested { return .interrupted }
      } catch Errno.resourceTemporarilyUnavailable {
        if Interruption.isRequested { return .interrupted }
        var waiting = pollfd(fd: fileDescriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      } catch {
        return OutputFailure(error, path: nil)
      }
    }
    return nil
  }
}
