import Foundation
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Whatever happens to an upgrade: a clear message, and the catalog as it was.
@Suite(.serialized)
struct UpgradeFaultTests {
  private let folder: FaultFolder
  private var catalog: URL { folder.url.appending(path: "catalog.db") }
  private let older: Data
  private static let commands = [["upgrade"], ["upgrade", "--compact"]]

  /// A catalog of version 2 with small pages.
  init() throws {
    folder = try FaultFolder()
    try folder.write("new.jsonl", records: 8000)
    let outcome = try Program.script(
      """
      pressmark import new.jsonl --as new &&
      for name in $(sqlite3 catalog.db "SELECT name FROM sqlite_master WHERE name LIKE 'latest%'"); do
        sqlite3 catalog.db "DROP VIEW $name"
      done &&
      for name in export status author validator upload_date; do sqlite3 catalog.db "DROP INDEX IF EXISTS files_by_$name"; done &&
      sqlite3 catalog.db "PRAGMA user_version = 2" "PRAGMA page_size = 4096" VACUUM
      """, in: folder.url)
    try #require(outcome.status == 0, "\(outcome.errors)")
    older = try Data(contentsOf: folder.url.appending(path: "catalog.db"))
  }

  private func checkUnchanged() throws {
    #expect(try folder.exports() == ["new": 8000])
    #expect(try Data(contentsOf: catalog) == older)
  }

  @Test(arguments: commands, [100, 1000, 3000]) func `a disk that is full`(command: [String], limit: Int) throws {
    let outcome = try Program.run(command, in: folder.url, limit: limit)
    // What is new comes after the old pages; only little of it is written anew.
    if outcome.status != 0 {
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("catalog.db can't be written, nothing was changed: "), "\(outcome.errors)")
      try checkUnchanged()
    }
    #expect(limit > 100 || outcome.status == 2)
    #expect(try Program.run(command, in: folder.url).status == 0)
    #expect(try folder.exports() == ["new": 8000])
  }

  @Test(arguments: commands) func `kill -9 at any moment`(command: [String]) throws {
    let start = Date()
    #expect(try Program.run(command, in: folder.url).status == 0)
    let length = Date().timeIntervalSince(start)
    for index in 0..<12 {
      try? FileManager.default.removeItem(at: folder.url.appending(path: "catalog.db-journal"))
      try older.write(to: catalog)
      let running = try Program.start(command, in: folder.url)
      Thread.sleep(forTimeInterval: length * Double(index) / 11)
      kill(running.process.processIdentifier, SIGKILL)
      _ = try running.finish()
      #expect(try folder.exports() == ["new": 8000])
      let check = try Program.run(["upgrade", "--check"], in: folder.url)
      #expect(check.status <= 1, "\(check.errors)")
      #expect(try Program.run(command, in: folder.url).status == 0)
    }
  }

  @Test(arguments: commands) func `a signal at any moment`(command: [String]) throws {
    let start = Date()
    #expect(try Program.run(command, in: folder.url).status == 0)
    let length = Date().timeIntervalSince(start)
    let before = Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path))
    for (index, signal) in [SIGINT, SIGTERM, SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGINT, SIGTERM].enumerated() {
      try older.write(to: catalog)
      let outcome = try SpawnedProgram(command, in: folder.url).end(by: signal, after: length * Double(index) / 8)
      let ended = try #require(outcome, "it did not end")
      #expect(Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path)) == before)
      #expect(try folder.exports() == ["new": 8000])
      guard ended.code != 0 else { continue }
      #expect(ended.code == 128 + signal || ended.signal == signal)
      // The schema is as it was; the file may have been written anew before.
      let version = try Program.run(["sql", "PRAGMA main.user_version", "-f", "list"], in: folder.url)
      #expect(version.output == "2\n")
      if !ended.errors.contains("the file of catalog.db was written anew") { try checkUnchanged() }
    }
  }

  @Test(arguments: [
    ("chmod 444 catalog.db", "can't be written, nothing was changed: Permission denied"),
    ("chmod 555 .", "can't be written, nothing was changed: Permission denied"),
  ]) func `a catalog that may only be read`(change: String, message: String) throws {
    let script = """
      other() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }
      chmod 777 .; chmod 666 catalog.db; \(change)
      other pressmark upgrade --check; echo $?
      other pressmark upgrade; echo $?
      other pressmark upgrade --compact; echo $?
      chmod 755 .
      """
    let outcome = try Program.script(script, in: folder.url)
    #expect(outcome.output == "1\n2\n2\n", "\(outcome.errors)")
    #expect(outcome.errors.contains("catalog.db \(message)"), "\(outcome.errors)")
    try checkUnchanged()
  }
}
