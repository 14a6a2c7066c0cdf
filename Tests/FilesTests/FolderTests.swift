import FileNames
import Files
import Foundation
import SystemPackage
import Testing

struct FolderTests {
  @Test func `a folder's names are listed and looked at by their bytes`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-names-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let name = PathText.text(of: [0x53, 0xE9])
    #expect(PathText.withCString(folder + "/" + name) { mkfifo($0, 0o600) } == 0)
    #expect(symlink("missing", folder + "/dangling") == 0)
    #expect(symlink("loop", folder + "/loop") == 0)
    #expect(try Folder.names(in: folder).sorted() == ["dangling", "loop", name].sorted())
    #expect(try FileStatus(of: folder + "/" + name)?.type == .fifo)
    #expect(try FileStatus(of: folder)?.isFolder == true)
    #expect(try FileStatus(of: folder + "/dangling") == nil)
    #expect(throws: Errno.tooManySymbolicLinkLevels) { try FileStatus(of: folder + "/loop") }
    #expect(throws: Errno.noSuchFileOrDirectory) { try Folder.names(in: folder + "/missing") }
  }
}
