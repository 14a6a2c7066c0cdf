import Catalogs
import Files
import Output
import SQLite
import SystemPackage

/// The last result, kept to be shown again: up to 4 MB in memory, the rest in a temporary file. A script's is kept in
/// memory only.
final class ResultSpool {
  /// The most that is kept, in bytes; a longer result is kept up to here.
  static let limit = 4 << 30
  private static let memory = 4 << 20
  private static let piece = 1 << 20

  let columns: [String]
  /// How the saved query says that it is drawn.
  let chart: Result<ChartRequest, ChartFault>?
  private let usesFile: Bool
  /// How many rows were kept.
  private(set) var rowCount = 0
  /// Whether all rows were kept.
  private(set) var isWhole = true
  /// Whether the statement was stopped before its end.
  var endedEarly = false
  private let spool = Spool(memorySize: ResultSpool.memory)
  private var spooledRows = 0
  /// The rows that come after those in the spool.
  private var tail: [UInt8] = []
  private var record = RowRecord()

  /// - Parameters:
  ///   - columns: the names of the result's columns.
  ///   - chart: how the saved query says that it is drawn.
  ///   - usesFile: whether a result is kept that takes more than 4 MB.
  init(columns: [String], chart: Result<ChartRequest, ChartFault>?, usesFile: Bool) {
    self.columns = columns
    self.chart = chart
    self.usesFile = usesFile
  }

  func append(_ row: ResultRow) {
    guard isWhole else { return }
    record.encode(row)
    withUnsafeBytes(of: UInt64(record.bytes.count)) { tail += $0 }
    tail += record.bytes
    rowCount += 1
    if !usesFile, spool.count + tail.count >= Self.memory {
      (isWhole, rowCount, tail) = (false, 0, [])
    } else if tail.count >= Self.piece {
      spill()
    }
  }

  private func spill() {
    do {
      try tail.withUnsafeBytes { try spool.append($0) }
      spooledRows = rowCount
      isWhole = spool.count < Self.limit
    } catch {
      rowCount = spooledRows
      isWhole = false
    }
    tail.removeAll(keepingCapacity: isWhole)
  }

  /// Lends all rows that were kept, one at a time.
  func forEachRow(_ body: (ResultRow) throws -> Void) throws {
    guard rowCount > 0 else { return }
    var buffer: [UInt8] = []
    var offset = 0
    while offset < spool.count {
      var piece = [UInt8](repeating: 0, count: min(Self.piece, spool.count - offset))
      do {
        try piece.withUnsafeMutableBytes { try spool.read(into: $0, at: offset) }
      } catch let error as TemporaryFileError {
        throw OutputFailure.system(path: nil, errno: error.code.rawValue)
      }
      offset += piece.count
      buffer += piece
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
