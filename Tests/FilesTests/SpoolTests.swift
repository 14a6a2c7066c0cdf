import FileNames
import Files
import Foundation
import SystemPackage
import Testing

struct SpoolTests {
  private static let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

  private static func filled(memorySize: Int) throws -> Spool {
    let spool = Spool(memorySize: memorySize)
    for start in stride(from: 0, to: bytes.count, by: 300) {
      try bytes[start..<min(start + 300, bytes.count)].withUnsafeBytes(spool.append)
    }
    return spool
  }

  private static func read(_ range: Range<Int>, of spool: Spool) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    try bytes.withUnsafeMutableBytes { try spool.read(into: $0, at: range.lowerBound) }
    return bytes
  }

  @Test(arguments: [0, 1, 1000, 4999, 5000, 10_000])
  func `what was appended is read back, from memory and from the file`(memorySize: Int) throws {
    let spool = try Self.filled(memorySize: memorySize)
    #expect(spool.count == Self.bytes.count)
    for range in [0..<10, 990..<1010, 1000..<1001, 0..<5000, 4999..<5000, 5000..<5000] {
      #expect(try Self.read(range, of: spool) == Array(Self.bytes[range]))
    }
  }

  @Test(arguments: [0..<10, 990..<1010, 2000..<3000, 4990..<5000])
  func `what was appended is written over`(range: Range<Int>) throws {
    let spool = try Self.filled(memorySize: 1000)
    let new = [UInt8](repeating: 255, count: range.count)
    try new.withUnsafeBytes { try spool.overwrite($0, at: range.lowerBound) }
    #expect(spool.count == Self.bytes.count)
    var expected = Self.bytes
    expected.replaceSubrange(range, with: new)
    #expect(try Self.read(0..<5000, of: spool) == expected)
  }

  @Test func `an absent folder is an error when the memory is full, not before`() throws {
    let spool = Spool(memorySize: 10, folders: ["/absent/first", "/dev/null"])
    try ([1, 2, 3] as [UInt8]).withUnsafeBytes(spool.append)
    #expect(throws: TemporaryFileError(folder: "/absent/first", code: .noSuchFileOrDirectory)) {
      try [UInt8](repeating: 0, count: 20).withUnsafeBytes(spool.append)
    }
  }

  @Test func `the next folder is tried, and the file has no name in it`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-spool-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let spool = Spool(memorySize: 0, folders: ["/absent", folder])
    try ([1, 2, 3] as [UInt8]).withUnsafeBytes(spool.append)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    #expect(try Self.read(1..<3, of: spool) == [2, 3])
  }

  @Test func `a temporary file is its owner's alone, under a name with the suffix`() throws {
    let (path, descriptor) = try TemporaryFile.create(suffix: ".sql")
    defer { path.remove() }
    try descriptor.close()
    #expect(path.string.hasSuffix(".sql"))
    let status = try #require(try FileStatus(of: path))
    #expect(status.isPlain && status.permissions == .ownerReadWrite)
  }
}
