import SystemPackage

/// Bytes that are appended once and then read anywhere: the first of them in memory, the rest in a temporary file.
///
/// The file has no name, so the system removes it when the spool or the process ends.
///
/// ```swift
/// let spool = Spool()
/// try ([1, 2, 3] as [UInt8]).withUnsafeBytes(spool.append)
/// var bytes: [UInt8] = [0, 0]
/// try bytes.withUnsafeMutableBytes { try spool.read(into: $0, at: 1) }  // 2, 3
/// ```
package final class Spool {
  private var memory: [UInt8] = []
  private let memorySize: Int
  private let folders: [String]?
  private var file: (descriptor: FileDescriptor, folder: String)?
  private var fileSize = 0

  /// - Parameters:
  ///   - memorySize: how many bytes are kept in memory; the file is made when there are more.
  ///   - folders: the folders to try for the file, in order; nil for those of ``TemporaryFile``.
  package init(memorySize: Int = 4 << 20, folders: [String]? = nil) {
    self.memorySize = memorySize
    self.folders = folders
  }

  deinit { try? file?.descriptor.close() }

  /// How many bytes were appended.
  package var count: Int { memory.count + fileSize }

  /// Adds bytes at the end. One call writes to the file once, so callers gather small pieces.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(TemporaryFileError) {
    let kept = min(bytes.count, memorySize - memory.count)
    if kept > 0 { memory += bytes[..<kept] }
    if kept < bytes.count { try write(UnsafeRawBufferPointer(rebasing: bytes[kept...]), at: fileSize) }
  }

  /// Fills a buffer with bytes that were appended.
  ///
  /// - Parameter offset: the place of the first; the spool holds as many from there on as the buffer takes.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(TemporaryFileError) {
    var done = max(0, min(buffer.count, memory.count - offset))
    if done > 0 { buffer.copyBytes(from: memory[offset..<offset + done]) }
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let place = Int64(offset + done - memory.count)
      let count = try calling(atEnd: .ioError) { try $0.read(fromAbsoluteOffset: place, into: rest) }
      done += count
    }
  }

  /// Replaces bytes that were appended by others.
  ///
  /// - Parameter offset: the place of the first.
  package func overwrite(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(TemporaryFileError) {
    let kept = max(0, min(bytes.count, memory.count - offset))
    if kept > 0 {
      memory.withUnsafeMutableBytes {
        UnsafeMutableRawBufferPointer(rebasing: $0[offset..<offset + kept]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[..<kept]))
      }
    }
    if kept < bytes.count {
      try write(UnsafeRawBufferPointer(rebasing: bytes[kept...]), at: offset + kept - memory.count)
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(TemporaryFileError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let place = Int64(offset + done)
      done += try calling(atEnd: .noSpace) { try $0.write(toAbsoluteOffset: place, rest) }
      fileSize = max(fileSize, offset + done)
    }
  }

  /// Makes the file if there is none, and calls the system for it.
  ///
  /// - Parameter end: the error to throw if the call moves no byte.
  private func calling(
    atEnd end: Errno, _ call: (FileDescriptor) throws -> Int
  ) throws(TemporaryFileError) -> Int {
    let file = try openFile()
    do {
      let count = try call(file.descriptor)
      if count > 0 { return count }
    } catch {
      throw TemporaryFileError(folder: file.folder, code: error as? Errno ?? .ioError)
    }
    throw TemporaryFileError(folder: file.folder, code: end)
  }

  private func openFile() throws(TemporaryFileError) -> (descriptor: FileDescriptor, folder: String) {
    if let file { return file }
    let (path, descriptor) = try TemporaryFile.create(in: folders)
    path.remove()
    let made = (descriptor, path.removingLastComponent().name)
    file = made
    return made
  }
}
