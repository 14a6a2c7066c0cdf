import ExportFormat
import ExportInput
import Foundation
import Testing

struct ArchiveTests {
  /// A way in which a zip archive can be made, and read.
  struct Making: CustomTestStringConvertible, Sendable {
    let method: ZipWriter.Method
    let hasDescriptors: Bool
    let hasWideFields: Bool
    let end: ZipWriter.End
    let isPiped: Bool

    var testDescription: String {
      "\(method)\(hasDescriptors ? ", descriptors" : "")\(hasWideFields ? ", wide fields" : ""), \(end) end, "
        + (isPiped ? "from a pipe" : "from a file")
    }

    static let all = ZipWriter.Method.allCases.flatMap { method in
      [false, true].flatMap { hasDescriptors in
        [ZipWriter.End.plain, .zip64, .defectiveZip64].flatMap { end in
          [false, true].map { isPiped in
            Making(
              method: method, hasDescriptors: hasDescriptors, hasWideFields: end == .zip64, end: end, isPiped: isPiped)
          }
        }
      }
    }
  }

  private static let objects = (0..<40).map { String(repeating: "0", count: 22) + String(10 + $0) }
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func open(_ archive: [UInt8], isPiped: Bool = false) throws -> Inputs {
    try Inputs.open([isPiped ? scratch.pipe(archive) : scratch.write(archive, as: "archive")])
  }

  @Test(arguments: Making.all)
  func `annotation.json and the media around it are found, however the archive was made`(making: Making) throws {
    var zip = ZipWriter(
      method: making.method, hasDescriptors: making.hasDescriptors, hasWideFields: making.hasWideFields)
    var media: [MediaEntry] = []
    let document = "[" + String(repeating: " ", count: 300_000) + "]"
    for (index, object) in Self.objects.enumerated() {
      if index == 20 { zip.add("annotation.json", document.utf8) }
      let content = Array(repeating: UInt8(index), count: index * 1000)
      zip.add("\(object).jpg", content)
      media.append(
        MediaEntry(name: "\(object).jpg", byteCount: Int64(content.count), crc32: ZipWriter.crc32(content)))
    }
    let content = try open(zip.finished(making.end), isPiped: making.isPiped).content()
    #expect(content.documents == [document])
    #expect(content.names.first?.hasSuffix(": annotation.json") == true)
    #expect(content.media.map(\.name) == media.map(\.name))
    #expect(content.media.map(\.byteCount) == media.map(\.byteCount))
    // Behind an entry's bytes, its checksum is seen by the directory alone.
    let isDirectoryRead = !making.isPiped && making.end != .defectiveZip64
    let isChecksumKnown = isDirectoryRead || !making.hasDescriptors
    #expect(content.media.map(\.crc32) == media.map { isChecksumKnown ? $0.crc32 : nil })
  }

  @Test(arguments: [ZipWriter.End.zip64, .defectiveZip64])
  func `more than 65,535 entries are read, whatever the end record says`(end: ZipWriter.End) throws {
    var zip = ZipWriter()
    for index in 0..<70_000 { zip.add("\(String(index + 1 << 40, radix: 16)).png", [UInt8(index & 255)]) }
    zip.add("annotation.json", "[]".utf8)
    let content = try open(zip.finished(end)).content()
    #expect(content.documents == ["[]"])
    #expect(content.media.count == 70_000)
    #expect(content.media.last?.objectID == String(69_999 + 1 << 40, radix: 16))
    #expect(content.media.allSatisfy { $0.byteCount == 1 && $0.crc32 != nil })
  }

  @Test(arguments: [
    ("0123456789abcdef01234567.jpg", "0123456789abcdef01234567", "jpg"),
    ("0123456789abcdef01234567.", "0123456789abcdef01234567", ""),
    ("0123456789abcdef01234567.tar.gz", "0123456789abcdef01234567", "tar.gz"),
    ("0123456789abcdef01234567./../../etc/passwd", "0123456789abcdef01234567", "/../../etc/passwd"),
    ("0123456789abcdef01234567.x/annotation.json", "0123456789abcdef01234567", "x/annotation.json"),
    ("0123456789abcdef01234567.json", "0123456789abcdef01234567", "json"),
    ("0123456789abcdef01234567.x/", "0123456789abcdef01234567", "x/"),
    ("../x", "", "./x"), ("/absolute", "/absolute", ""), ("no-extension", "no-extension", ""),
    ("0123456789abcdef01234567.жпег", "0123456789abcdef01234567", "жпег"),
    ("0123456789abcdef01234567.a\nb", "0123456789abcdef01234567", "a\nb"),
  ])
  func `entry names are data`(name: String, object: String, fileExtension: String) throws {
    var zip = ZipWriter()
    zip.add(name, "{\"data\": []}".utf8.dropFirst(name.hasSuffix("/") ? 12 : 0))
    zip.add("annotation.json", "[]".utf8)
    for isPiped in [false, true] {
      let content = try open(zip.finished(), isPiped: isPiped).content()
      #expect(content.documents == ["[]"])
      #expect(content.media.map(\.name) == [name])
      #expect(content.media.map(\.objectID) == [object])
      #expect(content.media.map(\.fileExtension) == [fileExtension])
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path)
    #expect(files.sorted() == ["archive", "pipe"])
  }

  @Test(arguments: ["annotation.json", "export/annotation.json", "./annotation.json", "a/../annotation.json"])
  func `annotation.json can stand in a folder`(name: String) throws {
    var zip = ZipWriter()
    zip.add("export/readme.txt", "hello".utf8)
    zip.add(name, "[]".utf8)
    #expect(try open(zip.finished()).content().documents == ["[]"])
  }

  @Test(arguments: [false, true]) func `an archive without an export says what it has`(isPiped: Bool) throws {
    var zip = ZipWriter()
    zip.add("a.jpg", [1])
    zip.add("annotation.jsonl", "[]".utf8)
    let inputs = try open(zip.finished(), isPiped: isPiped)
    let error = #expect(throws: InputError.self) { try inputs.content() }
    let path = scratch.path(isPiped ? "pipe" : "archive")
    #expect(error == .noAnnotation(name: path, entryCount: 2))
    #expect(error.map { "\($0)" } == "\(path): there is no annotation.json among the archive's 2 entries")
  }

  @Test(arguments: [false, true]) func `an empty archive is told`(isPiped: Bool) throws {
    let inputs = try open(ZipWriter().finished(), isPiped: isPiped)
    #expect(throws: InputError.noAnnotation(name: scratch.path(isPiped ? "pipe" : "archive"), entryCount: 0)) {
      try inputs.content()
    }
  }

  @Test(arguments: [false, true]) func `two exports in one archive are told by name`(isPiped: Bool) throws {
    var zip = ZipWriter()
    zip.add("spring/annotation.json", "[]".utf8)
    zip.add("x.jpg", [1])
    zip.add("summer/annotation.json", "[]".utf8)
    let inputs = try open(zip.finished(), isPiped: isPiped)
    #expect(
      throws: InputError.severalAnnotations(
        name: scratch.path(isPiped ? "pipe" : "archive"),
        entries: ["spring/annotation.json", "summer/annotation.json"])
    ) { try inputs.content() }
  }

  @Test(arguments: [false, true]) func `pages are joined in their order`(isPiped: Bool) throws {
    var zip = ZipWriter()
    for number in 1...12 { zip.add("pages/page-\(number).json", "{\"data\": [], \"page\": \(number)}".utf8) }
    zip.add("pages/notes.json", "{\"notes\": 1}".utf8)
    let content = try open(zip.finished(), isPiped: isPiped).content()
    #expect(content.documents == (1...12).map { "{\"data\": [], \"page\": \($0)}" })
    #expect(content.names.last?.hasSuffix(": pages/page-12.json") == true)
    #expect(content.media.map(\.name) == ["pages/notes.json"])
    #expect(content.media.map(\.byteCount) == [12])
  }

  @Test(arguments: [false, true]) func `pages come in the order of their numbers`(isPiped: Bool) throws {
    var zip = ZipWriter()
    for number in [1, 10, 2] { zip.add("page-\(number).json", "{\"page\": \(number), \"data\": []}".utf8) }
    let content = try open(zip.finished(), isPiped: isPiped).content()
    #expect(content.documents == [1, 2, 10].map { "{\"page\": \($0), \"data\": []}" })
  }

  @Test func `media are passed over without being read`() throws {
    var zip = ZipWriter()
    zip.add("a.jpg", [UInt8](repeating: 7, count: 3_000_000))
    zip.add("annotation.json", "[]".utf8)
    var archive = zip.finished(.defectiveZip64)
    // A change to the media would be found by whoever reads it.
    archive[1_000_000] = 8
    #expect(try open(archive).content().documents == ["[]"])
  }

  @Test func `a changed annotation.json is found by its checksum`() throws {
    var zip = ZipWriter()
    zip.add("annotation.json", String(repeating: " ", count: 1000).utf8)
    var archive = zip.finished()
    archive[500] = 0x09
    let inputs = try open(archive)
    let error = #expect(throws: InputError.self) { try inputs.content() }
    guard case .damaged = error else {
      Issue.record("\(error.map { "\($0)" } ?? "no error")")
      return
    }
  }
}
