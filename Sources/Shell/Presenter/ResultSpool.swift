import Catalogs
import Output
import SQLite

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The last result, kept to be shown again: up to 4 MB in memory, what is more in a file without a name. A script's is
/// kept in memory only.
final class ResultSpool {
  /// The most that is kept, in bytes; a longer result is kept up to here.
  static let limit = 4 << 30
  private static let memory = 4 << 20

  let columns: [String]
  private let usesFile: Bool
  private(set) var rowCount = 0
  /// Whether all rows were kept.
  private(set) var isWhole = true
  private var tail: [UInt8] = []
  private var file: Int32 = -1
  private var fileSize = 0
  private var record = RowRecord()

  /// - Parameter usesFile: whether more than fits the memory is kept.
  init(columns: [String], usesFile: Bool) {
    self.columns = columns
    self.usesFile = usesFile
  }

  deinit { if file >= 0 { close(file) } }

  func append(_ row: ResultRow) {
    guard isWhole else { return }
    record.encode(row)
    withUnsafeBytes(of: UInt64(record.bytes.count)) { tail += $0 }
    tail += record.bytes
    rowCount += 1
    if tail.count >= Self.memory { spill() }
  }

  private func spill() {
    guard usesFile else {
      isWhole = false
      tail = []
      rowCount = 0
      return
    }
    if file < 0 {
      let folder = TerminalTraits.variable("TMPDIR") ?? "/tmp"
      var template = Array("\(folder)/pressmark-XXXXXX".utf8CString)
      file = mkstemp(&template)
      if file >= 0 { unlink(template) }
    }
    let isWritten = file >= 0 && tail.withUnsafeBytes { ByteWriter.write($0, to: file) == nil }
    if isWritten { fileSize += tail.count }
    isWhole = isWritten && fileSize < Self.limit
    tail.removeAll(keepingCapacity: isWhole)
  }

  /// Lends all rows that were kept, one at a time.
  func forEachRow(_ body: (ResultRow) throws -> Void) throws {
    var buffer: [UInt8] = []
    var offset = 0
    while offset < fileSize {
      var piece = [UInt8](repeating: 0, count: 1 << 20)
      let count = pread(file, &piece, min(piece.count, fileSize - offset), off_t(offset))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw OutputFailure.system(path: nil, errno: count < 0 ? errno : EIO) }
      offset += count
      buffer += piece[..<count]
      buffer.removeFirst(try lend(buffer, body))
    }
    _ = try lend(tail, body)
  }

  /// - Returns: how many bytes were whole records.
  private func lend(_ bytes: [UInt8], _ body: (ResultRow) throws -> Void) throws -> Int {
    try bytes.withUnsafeBytes { bytes in
      var position = 0
      while position + 8 <= bytes.count {
        let length = Int(bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        let start = position + 8
        guard start + length <= bytes.count else { break }
        try RowRecord.withRow(
          in: UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]), columns: columns.count, body)
        position = start + length
      }
      return position
    }
  }
}
