import ExportFormat
import ExportInput
import Foundation
import Testing

/// What ends too early is never taken for whole.
struct TruncationTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(arguments: ["gzip -c", "zstd -q -c", "xz -c", "bzip2 -c", "lz4 -q -c"])
  func `truncated compressed files are told`(tool: String) throws {
    guard Tool.areThere(for: tool) else { return }
    var generator = SystemRandomNumberGenerator()
    let noise = (0..<200_000).map { _ in UInt8.random(in: 0x20...0x7E, using: &generator) }
    try scratch.write(noise, as: "export")
    let whole = try scratch.run("\(tool) < export")
    for count in [20, whole.count / 2, whole.count - 1] {
      let path = try scratch.write(whole.prefix(count), as: "cut")
      let inputs = try Inputs.open([path])
      #expect(throws: InputError.self, "\(count) of \(whole.count) bytes") { try inputs.content() }
    }
  }

  @Test(arguments: [ZipWriter.Method.stored, .deflated], [false, true])
  func `truncated zip archives are told, wherever they were cut`(
    method: ZipWriter.Method, hasDescriptors: Bool
  ) throws {
    var zip = ZipWriter(method: method, hasDescriptors: hasDescriptors)
    zip.add("0123456789abcdef01234567.jpg", [1, 2, 3])
    zip.add("annotation.json", "[\(String(repeating: " ", count: 500))]".utf8)
    // The last byte of the last entry, or of what follows it: from there on, nothing of the export is missing.
    for count in 4..<zip.bytes.count {
      let path = try scratch.write(zip.bytes.prefix(count))
      let inputs = try Inputs.open([path])
      #expect(throws: InputError.self, "\(count) of \(zip.bytes.count) bytes") { try inputs.content() }
    }
  }

  @Test func `a truncated tar archive is told`() throws {
    try scratch.write(String(repeating: " ", count: 3000).utf8, as: "annotation.json")
    let whole = try scratch.run("tar -cf - annotation.json")
    for count in [600, 2000] {
      let path = try scratch.write(whole.prefix(count), as: "cut.tar")
      let inputs = try Inputs.open([path])
      #expect(throws: InputError.truncated(name: path)) { try inputs.content() }
    }
  }
}
