import Foundation
import Testing

@testable import LineEditor

@Suite struct HistoryLinkTests {
  @Test func aLongHistoryIsCutThroughALink() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-history-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (real, link) = (folder.appending(path: "real"), folder.appending(path: "link"))
    let other = folder.appending(path: "real.\(getpid())")
    try Data((0..<100).map { "SELECT \($0);\n" }.joined().utf8).write(to: real)
    try Data("mine".utf8).write(to: other)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: real)
    let entries = try HistoryFile(path: link.path).load(limit: 10)
    #expect(entries.count == 10)
    #expect(try String(contentsOf: real, encoding: .utf8).split(separator: "\n").count == 10)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == real.path)
    #expect(try String(contentsOf: other, encoding: .utf8) == "mine")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
  }
}
