import ExportFormat
import ExportInput
import Foundation
import Testing

/// A flipped bit is an error, or changes no byte of the export.
struct ChecksumTests {
  /// Bits that are flipped in each file: more than a thousand for each kind of compression.
  private static let trials = 350
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// How a file with checksums is made of annotation.json.
  static let tools = [
    "gzip -c", "gzip -1 -c", "(head -c 900 | gzip -c; gzip -c)", "zstd -q -c --check", "xz -c", "xz -c -C sha256",
    "bzip2 -c", "lz4 -q -c", "lz4 -q -c -BX", "(head -c 900 | bzip2 -c; bzip2 -c)",
    "(head -c 900 | lz4 -q -c; lz4 -q -c)", "(head -c 900 | zstd -q -c; zstd -q -c)", "gzip -c | xz -c -C none",
    "gzip -c | lz4 -q -c --no-frame-crc", "lz4 -q -c --no-frame-crc | gzip -c", "tar -czf - annotation.json",
    "tar -cf - annotation.json | xz -c", "tar -cf - annotation.json | zstd -q -c", "tar -cjf - annotation.json",
    "zip -q - annotation.json", "zip -q -0 - annotation.json", "zip -q -0 - annotation.json | gzip -c",
  ]

  @Test(arguments: tools) func `of one bit`(tool: String) throws {
    let parts = tool.replacing(/[()]/, with: "").replacing(";", with: "|")
    guard Tool.areThere(for: parts) else { return }
    let export = Self.export(records: 6)
    try scratch.write(export.utf8, as: "annotation.json")
    try scratch.run("{ \(tool); } < annotation.json > made")
    try check([UInt8](Data(contentsOf: scratch.folder.appending(path: "made"))), export: [export])
  }

  @Test(arguments: [ZipWriter.Method.stored, .deflated], [false, true])
  func `of one bit in a zip archive`(method: ZipWriter.Method, hasDescriptors: Bool) throws {
    var zip = ZipWriter(method: method, hasDescriptors: hasDescriptors)
    let export = Self.export(records: 3)
    zip.add("0123456789abcdef01234567.jpg", Array("a picture".utf8))
    zip.add("annotation.json", export.utf8)
    try check(zip.finished(), export: [export])
  }

  @Test(arguments: ["zip", "tar.gz", "unnumbered zip"]) func `of one bit in an archive of pages`(kind: String) throws {
    let pages = (1...3).map { number in
      let numbers = kind.hasPrefix("un") ? "" : ",\"page\":\(number),\"per_page\":1,\"total_pages\":3"
      return "{\"data\":\(Self.export(records: 1, from: number))\(numbers)}"
    }
    if kind == "tar.gz" {
      guard Tool.areThere(for: "tar") else { return }
      for (index, page) in pages.enumerated() { try scratch.write(page.utf8, as: "pages/\(index + 1).json") }
      try scratch.run("tar -czf made pages")
      try check([UInt8](Data(contentsOf: scratch.folder.appending(path: "made"))), export: pages)
    } else {
      var zip = ZipWriter(method: .stored)
      for (index, page) in pages.enumerated() { zip.add("pages/\(index + 1).json", page.utf8) }
      try check(zip.finished(), export: pages)
    }
  }

  /// What follows the end of compressed data.
  static let trailers: [(bytes: [UInt8], isPadding: Bool)] = [
    ([0], true), ([UInt8](repeating: 0, count: 512), true), ([UInt8](repeating: 0, count: 300_000), true),
    (Array("garbage".utf8), false), ([UInt8](repeating: 0, count: 512) + Array("garbage".utf8), false),
    ([UInt8](repeating: 0, count: 512) + [0x1F, 0x8B], false), ([0x1F], false), ([0x1F, 0x8B], false),
  ]

  @Test(arguments: [
    "gzip -c", "bzip2 -c", "lz4 -q -c", "xz -c", "tar -cf - annotation.json", "tar -czf - annotation.json",
  ])
  func `zeros behind the end are padding, and nothing else is`(tool: String) throws {
    guard Tool.areThere(for: tool) else { return }
    let export = Self.export(records: 3)
    try scratch.write(export.utf8, as: "annotation.json")
    let whole = [UInt8](try scratch.run("{ \(tool); } < annotation.json"))
    for trailer in Self.trailers where !(tool.hasPrefix("xz") && trailer.bytes.count % 4 != 0 && trailer.isPadding) {
      // A byte or four can't be told from LZ4's next frame; what they lack is no data.
      if tool.hasPrefix("lz4"), !trailer.isPadding, trailer.bytes.count <= 4 { continue }
      for isPiped in [false, true] {
        let bytes = whole + trailer.bytes
        let path = try isPiped ? scratch.pipe(bytes) : scratch.write(bytes, as: "made")
        let inputs = try Inputs.open([path])
        if trailer.isPadding {
          #expect(try inputs.content().documents == [export], "\(trailer.bytes.count) bytes")
        } else {
          #expect(throws: InputError.self, "\(trailer.bytes.prefix(600).count) bytes") { try inputs.content() }
        }
      }
    }
  }

  @Test func `a second tar archive behind the first is told`() throws {
    try scratch.write(Self.export(records: 1).utf8, as: "annotation.json")
    try scratch.run("tar -cf one annotation.json; cat one one > two")
    let inputs = try Inputs.open([scratch.path("two")])
    #expect(throws: InputError.behindEnd(name: scratch.path("two"))) { try inputs.content() }
  }

  @Test func `what is compressed over and over is told`() throws {
    try scratch.run("cp /dev/null a; for i in 1 2 3 4 5 6 7 8 9; do gzip -c a > b; mv b a; done")
    let inputs = try Inputs.open([scratch.path("a")])
    #expect(throws: InputError.tooDeep(name: scratch.path("a"), limit: 8)) { try inputs.content() }
  }

  private func check(_ bytes: [UInt8], export: [String]) throws {
    let whole = try read(bytes)
    try #require(try Inputs.open([scratch.path("made")]).content().documents == export)
    var generator = SeededGenerator(seed: UInt64(bytes.count))
    var unharmed = 0
    for _ in 0..<Self.trials {
      let bit = Int.random(in: 0..<bytes.count * 8, using: &generator)
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let digest = try? read(damaged) else { continue }
      unharmed += 1
      #expect(digest == whole, "bit \(bit % 8) of byte \(bit / 8) of \(bytes.count)")
    }
    #expect(unharmed < Self.trials / 2)
  }

  /// Reads a file as an import does.
  ///
  /// - Returns: the digest of its documents, all of their records being good and their pages whole.
  private func read(_ bytes: [UInt8]) throws -> String {
    let path = try scratch.write(bytes, as: "made")
    let reader = ExportReader(sources: try Inputs.open([path]).sources)
    let batch = RecordBatch(byteCount: 1 << 14)
    while try reader.fill(batch) {}
    return reader.digest
  }

  private static func export(records: Int, from first: Int = 1) -> String {
    let texts = (first..<first + records).map { number in
      """
      {"id":"\(number)","related_duplicates":0,"attributes":[{"uid":"u\(number)","attributes":[[\(number % 5),0,"car",""]]}],\
      "author_name":"Ann","validator_name":null,"file_name":"photo \(number).jpg","file_type":"image","status":"v",\
      "upload_date":"2025-01-0\(1 + number % 9) 10:00","update_date":null,"rebound_project":null,"rebound":null}
      """
    }
    return "[" + texts.joined(separator: ",\n") + "]"
  }
}
