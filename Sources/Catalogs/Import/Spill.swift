import Files
import SQLite
import SystemPackage

/// Bytes that an import writes one after the other and then reads anywhere: a ``Spool`` whose errors are those of the
/// database.
final class Spill {
  private let spool: Spool

  /// - Parameter memorySize: how many bytes are kept in memory; more go to a temporary file.
  init(memorySize: Int = 4 << 20) { spool = Spool(memorySize: memorySize) }

  /// Bytes written.
  var count: Int { spool.count }

  /// Writes bytes at the end.
  func append(_ bytes: UnsafeRawBufferPointer) throws(DatabaseFault) {
    do { try spool.append(bytes) } catch { throw DatabaseFault(error) }
  }

  /// Reads bytes that were written.
  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(DatabaseFault) {
    do { try spool.read(into: bytes, at: offset) } catch { throw DatabaseFault(error) }
  }
}

extension DatabaseFault {
  fileprivate init(_ error: TemporaryFileError) {
    self = .notWritten(path: error.folder, errno: error.code.rawValue)
  }
}
