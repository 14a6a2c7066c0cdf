import ExportInput
import FileNames
import Foundation
import Testing

/// Nothing in a folder is skipped without a message.
struct FolderTests {
  private let scratch: Scratch
  private var folder: String { scratch.path("pages") }

  init() throws {
    scratch = try Scratch()
    try scratch.write("[1]".utf8, as: "pages/1.json")
  }

  private func make(_ name: [UInt8], _ text: String) throws {
    let path = folder + "/" + PathText.text(of: name)
    let descriptor = PathText.withCString(path) { open($0, O_WRONLY | O_CREAT, 0o600) }
    try #require(descriptor >= 0)
    try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).write(contentsOf: Data(text.utf8))
  }

  static let names: [[UInt8]] = [
    Array("S".utf8) + [0xE9] + Array("ite-2.json".utf8), [0xFF], [0xC3, 0x28], Array("e\u{301}.json".utf8),
    [0xF4, 0x8F, 0xBF, 0xA9], Array("a\nb\u{1B}.json".utf8), Array("-".utf8),
  ]

  @Test(arguments: names) func `a file of any name is read`(name: [UInt8]) throws {
    try make(name, "[2]")
    let path = folder + "/" + PathText.text(of: name)
    #expect(try Inputs.open([folder]).content().documents.sorted() == ["[1]", "[2]"])
    #expect(try Inputs.open([folder + "/"]).content().documents.sorted() == ["[1]", "[2]"])
    let content = try Inputs.open([path]).content()
    #expect(content.documents == ["[2]"])
    #expect(content.names == [PathText.shown(path)])
  }

  @Test func `names that differ in their Unicode form alone are two`() throws {
    try make(Array("\u{E9}.json".utf8), "[2]")
    try make(Array("e\u{301}.json".utf8), "[3]")
    #expect(try Inputs.open([folder]).content().documents.count == 3)
  }

  @Test func `a link is followed, and one that leads nowhere is told`() throws {
    #expect(symlink("1.json", folder + "/2.json") == 0)
    #expect(try Inputs.open([folder]).content().documents == ["[1]", "[1]"])
    for (target, error) in [("/not/fetched/3.json", ENOENT), ("3.json", ELOOP), ("1.json/x", ENOTDIR)] {
      let path = folder + "/3.json"
      #expect(symlink(target, path) == 0)
      #expect(throws: InputError.system(.open, name: path, errno: error, offset: 0)) { try Inputs.open([folder]) }
      unlink(path)
    }
  }

  @Test func `folders, links to them and names that start with a dot are passed over`() throws {
    try scratch.write("[2]".utf8, as: "pages/deeper/2.json")
    try scratch.write("[3]".utf8, as: "pages/.DS_Store")
    #expect(symlink("deeper", folder + "/link") == 0)
    #expect(symlink("/not/there", folder + "/.#1.json") == 0)
    #expect(try Inputs.open([folder]).content().documents == ["[1]"])
  }

  @Test func `what is no file is told, and nobody waits for it`() throws {
    let path = folder + "/2.json"
    #expect(mkfifo(path, 0o600) == 0)
    #expect(throws: InputError.notAFile(name: path, kind: .pipe)) { try Inputs.open([folder]) }
    unlink(path)
    #expect(symlink("/dev/null", path) == 0)
    #expect(throws: InputError.notAFile(name: path, kind: .device)) { try Inputs.open([folder]) }
    #expect("\(InputError.notAFile(name: "a", kind: .pipe))" == "a: not a regular file, but a named pipe")
  }

  @Test func `a socket is told`() throws {
    let path = folder + "/s"
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    try #require(path.utf8.count < MemoryLayout.size(ofValue: address.sun_path))
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(code == 0)
    #expect(throws: InputError.notAFile(name: path, kind: .socket)) { try Inputs.open([folder]) }
  }

  @Test func `pages of files, folders and archives come in one order`() throws {
    func page(_ number: Int, _ isDataFirst: Bool = true) -> String {
      isDataFirst ? "{\"data\": [\"\\\"page\\\": 9\"], \"page\": \(number)}" : "{\"page\" : \(number) , \"data\": []}"
    }
    var zip = ZipWriter()
    for number in [8, 2, 5] { zip.add("p\(number).json", page(number, number == 5).utf8) }
    let archive = try scratch.write(zip.finished(), as: "a.zip")
    unlink(folder + "/1.json")
    for (name, number) in [("a", 9), ("b", 1), ("c", 4)] {
      try scratch.write(page(number).utf8, as: "pages/\(name).json")
    }
    try scratch.write(page(6).utf8, as: "six")
    try scratch.run("gzip -c six > six.gz")
    let pipe = try scratch.pipe(page(3, false).utf8)
    let last = try scratch.write(page(7).utf8, as: "seven")
    let inputs = try Inputs.open([last, scratch.path("six.gz"), archive, pipe, folder])
    let content = try inputs.content()
    let expected = [1, 2, 3, 4, 5, 6, 7, 8, 9].map { page($0, ![2, 3, 8].contains($0)) }
    #expect(content.documents == expected)
    #expect(content.names.first == folder + "/b.json")
    #expect(content.names[1] == "\(archive): p2.json")
  }

  @Test func `pages without a number keep the order they are given in`() throws {
    let paths = try ["b", "a", "c"].map { try scratch.write("{\"data\": [\"\($0)\"]}".utf8, as: $0) }
    #expect(try Inputs.open(paths).content().documents == ["b", "a", "c"].map { "{\"data\": [\"\($0)\"]}" })
  }
}
