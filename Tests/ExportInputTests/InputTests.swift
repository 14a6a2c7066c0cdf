import ExportFormat
import ExportInput
import Foundation
import Testing

struct InputTests {
  private static let json = "[" + (0..<3000).map { "{\"id\": \($0)}" }.joined(separator: ",\n") + "]\n"
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(arguments: [
    "cat", "gzip -c", "xz -c", "bzip2 -c", "zstd -q -c", "lz4 -q -c", "gzip -c | xz -c",
    "tar -cf - annotation.json", "tar -czf - annotation.json", "tar -cJf - annotation.json",
    "tar --format=v7 -cf - annotation.json", "tar --format=pax -cf - annotation.json", "zip -q - annotation.json",
    "zip -q -0 - annotation.json", "zip -q - annotation.json | gzip -c",
  ])
  func `content is told by its bytes, from a file and from a pipe`(tool: String) throws {
    try scratch.write(Self.json.utf8, as: "annotation.json")
    let readsName = tool.contains("annotation.json")
    guard Tool.areThere(for: tool) else { return }
    try scratch.run("cat annotation.json | \(tool) > misnamed.json" + (readsName ? "" : " < annotation.json"))
    #expect(try Inputs.open([scratch.path("misnamed.json")]).content().documents == [Self.json])

    let bytes = try Data(contentsOf: scratch.folder.appending(path: "misnamed.json"))
    #expect(try Inputs.open([scratch.pipe(bytes)]).content().documents == [Self.json])
  }

  @Test(arguments: ["", "[]", " [ ]", "x", "\u{0}\u{0}"])
  func `short plain content comes through as it is`(text: String) throws {
    let path = try scratch.write(text.utf8)
    #expect(try Inputs.open([path]).content().documents == [text])
  }

  @Test func `a compressed empty file gives an empty document`() throws {
    try scratch.run("printf '' | gzip -c > empty.gz")
    #expect(try Inputs.open([scratch.path("empty.gz")]).content().documents == [""])
  }

  @Test func `several files and folders come in the order given, files of a folder by number`() throws {
    for number in [10, 9, 1, 2, 100] { try scratch.write("page \(number)".utf8, as: "pages/page-\(number).json") }
    try scratch.write("hidden".utf8, as: "pages/.hidden")
    try scratch.write("deeper".utf8, as: "pages/deeper/page-3.json")
    let last = try scratch.write("first".utf8, as: "single.json")
    let inputs = try Inputs.open([last, scratch.path("pages")])
    #expect(try inputs.content().documents == ["first", "page 1", "page 2", "page 9", "page 10", "page 100"])
    #expect(inputs.byteCount == 5 + 6 * 3 + 7 + 8)
    #expect(inputs.progress.byteCount == inputs.byteCount)
  }

  @Test(arguments: [
    (["project_7_dataset.zip"], 7), (["a/project_12_dataset (1).zip"], 12), (["project_0_dataset.zip"], nil),
    (["project_x_dataset.zip"], nil), (["project_7_dataset.json"], nil), (["annotation.json"], nil),
    (["project_7_dataset.zip", "project_8_dataset.zip"], nil), (["project_7_dataset.zip", "more.json"], 7),
  ])
  func `an archive's name tells the project`(names: [String], project: Int?) throws {
    let paths = try names.map { try scratch.write("[]".utf8, as: $0) }
    #expect(try Inputs.open(paths).suggestedProject == project)
  }

  @Test func `what can't be opened is told at once`() throws {
    let missing = scratch.path("missing.json")
    #expect(throws: InputError.system(.open, name: missing, errno: ENOENT, offset: 0)) { try Inputs.open([missing]) }
    let empty = scratch.path("empty")
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    #expect(throws: InputError.emptyFolder(name: empty)) { try Inputs.open([empty]) }
    #expect(throws: InputError.repeatedStandardInput) { try Inputs.open(["-", "-"]) }
    let message = "\(InputError.system(.open, name: "a.json", errno: ENOENT, offset: 0))"
    #expect(message == "a.json: cannot be opened: No such file or directory")
  }

  @Test(.enabled(if: getuid() != 0)) func `a file without rights is told at once`() throws {
    let path = try scratch.write("[]".utf8)
    chmod(path, 0)
    #expect(throws: InputError.system(.open, name: path, errno: EACCES, offset: 0)) { try Inputs.open([path]) }
  }

  @Test func `a read error carries its number and its place`() throws {
    // Reading from this file works at offset 0 only for what is mapped: the first page never is.
    let path = "/proc/self/mem"
    guard FileManager.default.fileExists(atPath: path) else { return }
    #expect(throws: InputError.system(.read, name: path, errno: EIO, offset: 0)) {
      try Inputs.open([path]).content()
    }
  }
}
