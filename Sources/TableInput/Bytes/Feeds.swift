import ExportInput
import Files
import SystemPackage

/// The bytes of a file; what can't be read again is kept while it is read.
final class FileFeed: ByteFeed {
  let file: DataFile
  /// What was read of a pipe; nil for a file.
  let kept: Spool?

  init(_ file: DataFile) {
    self.file = file
    kept = file.canBeReadAgain ? nil : Spool()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try file.read(into: buffer)
    guard let kept, count > 0 else { return count }
    do throws(TemporaryFileError) {
      try kept.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    } catch {
      throw TableFault.notKept(folder: error.folder, errno: error.code.rawValue)
    }
    return count
  }
}

/// Bytes that were kept, from their start.
final class SpoolFeed: ByteFeed {
  private let spool: Spool
  private var position = 0

  init(_ spool: Spool) { self.spool = spool }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(buffer.count, spool.count - position)
    guard count > 0 else { return 0 }
    do throws(TemporaryFileError) {
      try spool.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]), at: position)
    } catch {
      throw TableFault.notKept(folder: error.folder, errno: error.code.rawValue)
    }
    position += count
    return count
  }
}
