import Foundation
import Testing

@testable import LineEditor

@Suite struct HistoryTests {
  /// A folder that is gone after the test.
  private static func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("history-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test(arguments: ["select 1", "two\nlines", #"back\slash"#, #"a\nb"#, "ж日😀", "\r", "tab\t", #"\"#, ""])
  func linesOfTheFileGiveTheEntryBack(_ entry: String) {
    let line = HistoryLine.encode(entry)
    #expect(!line.contains(0x0A))
    #expect(HistoryLine.decode(line) == entry)
  }

  @Test func entriesLastFromSessionToSession() throws {
    try Self.withFolder { folder in
      let path = folder.appendingPathComponent("state/deep/history").path
      let first = History(path: path)
      first.add("select 1;\n")
      first.add("select\n2;")
      #expect(first.failure == nil)
      #expect(History(path: path).entries == ["select 1;", "select\n2;"])

      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test func entriesLikeTheOneBeforeAndBlankOnesAreLeftOut() {
    let history = History()
    for text in ["a", "a", " \n", "", "b", "a", "a \n"] { history.add(text) }
    #expect(history.entries == ["a", "b", "a"])
  }

  @Test func sessionsThatRunTogetherKeepEachOthersEntries() throws {
    try Self.withFolder { folder in
      let path = folder.appendingPathComponent("history").path
      let (one, other) = (History(path: path), History(path: path))
      one.add("1")
      other.add("2")
      one.add("3")
      #expect(one.entries == ["1", "3"])
      #expect(History(path: path).entries == ["1", "2", "3"])
    }
  }

  @Test func manyWritersLoseNothing() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("history-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("history").path
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          let history = History(path: path)
          for number in 0..<50 { history.add("\(writer) \(number)") }
        }
      }
    }
    let entries = History(path: path).entries
    #expect(entries.count == 400)
    for writer in 0..<8 {
      #expect(entries.filter { $0.hasPrefix("\(writer) ") } == (0..<50).map { "\(writer) \($0)" })
    }
  }

  /// Whoever shortens the file puts another one in its place, which those who wait to append must notice.
  @Test func whatIsAppendedWhileTheFileIsShortenedIsKept() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("history-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("history").path
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        let history = History(path: path)
        for number in 0..<200 { history.add("\(number)") }
      }
      group.addTask {
        for _ in 0..<50 { _ = History(path: path, limit: 16) }
      }
    }
    #expect(History(path: path).entries.suffix(16) == (184..<200).map(String.init))
  }

  @Test func theNewestEntriesAreKept() throws {
    try Self.withFolder { folder in
      let path = folder.appendingPathComponent("history").path
      let long = History(path: path)
      for number in 1...20 { long.add("\(number)") }
      let short = History(path: path, limit: 8)
      #expect(short.entries == (13...20).map(String.init))
      short.add("21")
      #expect(short.entries == (14...21).map(String.init))
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      #expect(lines.count == 9)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(files == ["history"])
    }
  }

  @Test func halfALineLeftByAKilledSessionSpoilsNoOther() throws {
    try Self.withFolder { folder in
      let path = folder.appendingPathComponent("history").path
      try "whole\nhal".write(toFile: path, atomically: true, encoding: .utf8)
      History(path: path).add("next")
      #expect(History(path: path).entries == ["whole", "hal", "next"])
    }
  }

  @Test func aFileThatCannotBeWrittenIsReportedAndTheSessionGoesOn() throws {
    try Self.withFolder { folder in
      let path = folder.appendingPathComponent("file/history").path
      try "no folder".write(toFile: folder.appendingPathComponent("file").path, atomically: true, encoding: .utf8)
      let history = History(path: path)
      history.add("a")
      #expect(history.entries == ["a"])
      #expect(history.failure?.code == ENOTDIR)
    }
  }
}
