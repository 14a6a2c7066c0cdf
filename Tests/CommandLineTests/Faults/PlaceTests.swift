import Catalogs
import Foundation
import Testing

/// Where a catalog is: one meaning everywhere, or refused before anything is read.
@Suite struct PlaceTests {
  private let folder: FaultFolder

  init() throws {
    folder = try FaultFolder()
    try folder.write("a.jsonl", records: 3)
    try folder.write("b.jsonl", records: 2, date: "2025-02-01")
    try folder.write("big.jsonl", records: 4000)
  }

  private func run(_ arguments: String...) throws -> Program.Outcome { try Program.run(arguments, in: folder.url) }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { !$0.hasSuffix(".jsonl") }.sorted()
  }

  @Test(arguments: ["", ":memory:", "file::memory:", "file:x.db?mode=memory&cache=shared", "file:", "file:?x"])
  func `a path that keeps nothing is refused`(path: String) throws {
    for command in [
      ["import", "a.jsonl"], ["import", "missing.jsonl"], ["exports"], ["sql", "SELECT 1"], ["forget", "x"], ["repl"],
    ] {
      let outcome = try Program.run(command + ["-c", path], in: folder.url)
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains(path.isEmpty ? "path is empty" : "keeps nothing"), "\(outcome.errors)")
      #expect(outcome.output.isEmpty)
    }
    #expect(try files() == [])
  }

  @Test(arguments: ["file:x.db", "file:x.db?mode=ro", "file:%78.db", "-x.db", "x y'z.db", "naïve?#.db"])
  func `a path is a plain file's name everywhere`(path: String) throws {
    #expect(try run("import", "a.jsonl", "--as", "one", "--catalog=\(path)").status == 0)
    #expect(try files() == [path])
    #expect(try run("import", "b.jsonl", "--as", "two", "--catalog=\(path)").status == 0)
    #expect(try run("rename", "one", "uno", "--catalog=\(path)").status == 0)
    #expect(try folder.exports(in: path) == ["uno": 3, "two": 2])
    #expect(try run("exports", "--catalog=\(path)").output.contains("uno"))
    #expect(try run("import", "a.jsonl", "--as", "here", "-c", "other.db").status == 0)
    // Attached in all three ways.
    #expect(
      try run("diff", "here", "./\(path):uno", "-c", "other.db", "-f", "table").output.contains(
        ": 3 → 3 files: no changes"))
    let quoted = path.split(separator: "'").joined(separator: "''")
    let counted = "SELECT count(*) AS n FROM o.files;"
    #expect(try run("sql", "ATTACH '\(quoted)' AS o; \(counted)", "-c", "other.db").output == "n\n5\n")
    try Data(".attach \"\(path)\" AS o\n\(counted)\n".utf8).write(to: folder.url.appending(path: "s.jsonl"))
    #expect(try Program.script("pressmark repl -c other.db < s.jsonl", in: folder.url).output == "n\n5\n")
    #expect(try files() == [path, "other.db"].sorted())
  }

  @Test func `what is no regular file is not opened`() throws {
    try #require(try run("import", "a.jsonl", "--as", "one", "-c", "c.db").status == 0)
    try #require(try run("import", "a.jsonl", "--as", "one", "-c", "journal.db").status == 0)
    mkfifo(folder.url.appending(path: "pipe.db").path, 0o600)
    mkfifo(folder.url.appending(path: "journal.db-journal").path, 0o600)
    mkfifo(folder.url.appending(path: "new.db-wal").path, 0o600)
    for path in ["pipe.db", "/dev/null", "journal.db", "new.db"] {
      for command in [
        ["import", "b.jsonl", "-c", path], ["exports", "-c", path], ["diff", "one", "\(path):x", "-c", "c.db"],
      ]
      where path != "new.db" || command[0] == "import" {
        let script = (["timeout", "20", "pressmark"] + command).map { "'\($0)'" }.joined(separator: " ")
        let outcome = try Program.script(script, in: folder.url)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("is not a regular file"), "\(outcome.errors)")
      }
    }
    let sql = try Program.script("timeout 20 pressmark sql \"ATTACH 'pipe.db' AS p\" -c c.db", in: folder.url)
    #expect(sql.status == 2 && sql.errors.contains("pipe.db is not a regular file"))
  }

  @Test(arguments: [8, 64, 200]) func `a first import onto a full disk leaves nothing`(limit: Int) throws {
    let outcome = try Program.run(["import", "big.jsonl", "-c", "c.db"], in: folder.url, limit: limit)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("c.db can't be written, nothing was changed: "))
    #expect(try files() == [])
    // Nor through a link, which stays; nor is a file removed that was there before.
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "link.db").path, withDestinationPath: "target.db")
    #expect(try Program.run(["import", "big.jsonl", "-c", "link.db"], in: folder.url, limit: limit).status == 2)
    #expect(try files() == ["link.db"])
    // Nor in a folder that is a link.
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "here").path, withDestinationPath: ".")
    #expect(try Program.run(["import", "big.jsonl", "-c", "here/c.db"], in: folder.url, limit: limit).status == 2)
    try FileManager.default.removeItem(at: folder.url.appending(path: "here"))
    #expect(try files() == ["link.db"])
    try Data().write(to: folder.url.appending(path: "empty.db"))
    #expect(try Program.run(["import", "big.jsonl", "-c", "empty.db"], in: folder.url, limit: limit).status == 2)
    #expect(try files() == ["empty.db", "link.db"])
  }

  @Test(arguments: ["rm c.db", "mv c.db away.db", "cp c.db new.db && mv new.db c.db", "mkdir d && mv c.db d/c.db"])
  func `a catalog that goes while an import runs is told of`(change: String) throws {
    for isNew in [false, true] {
      _ = try Program.script("rm -rf d *.db *.done", in: folder.url)
      if !isNew { try #require(try run("import", "a.jsonl", "--as", "old", "-c", "c.db").status == 0) }
      let outcome = try Program.script(
        """
        { head -2000 big.jsonl
          for i in $(seq 200); do test -s c.db && break; sleep 0.05; done
          sleep 0.2; \(change); tail -2000 big.jsonl; } | pressmark import - --as new -c c.db
        """, in: folder.url)
      #expect(outcome.status == 2, "\(outcome.errors)")
      #expect(outcome.errors.contains("was removed or replaced by another process; nothing was changed"))
      for catalog in try files() where catalog.hasSuffix(".db") {
        #expect(try folder.exports(in: catalog)["new"] == nil)
      }
    }
  }

  @Test func `what a killed writer left is undone, or told of`() throws {
    try #require(try run("import", "a.jsonl", "--as", "one", "-c", "c.db").status == 0)
    try #require(try run("import", "a.jsonl", "--as", "one", "-c", "main.db").status == 0)
    let count = "SELECT count(*) AS n FROM files WHERE author_name = 'ann'"
    let ways: [[String]] = [
      ["sql", count, "-c", "c.db"], ["diff", "one", "c.db:one", "-c", "main.db", "-f", "table"],
      ["sql", "ATTACH 'c.db' AS o; \(count.replacing("FROM files", with: "FROM o.files"))", "-c", "main.db"],
    ]
    for way in ways {
      let made = try Program.script(Self.leftJournal, in: folder.url)
      try #require(made.status == 0, "\(made.errors)")
      try #require(try files().contains("c.db-journal"))
      let outcome = try Program.run(way, in: folder.url)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.hasSuffix("n\n3\n") || outcome.output.contains("no changes"))
      #expect(try !files().contains("c.db-journal"))
    }
  }

  /// Leaves c.db as a program does that is killed while it writes.
  private static let leftJournal = """
    sqlite3 c.db <<'END'
    PRAGMA cache_size = 1;
    BEGIN IMMEDIATE;
    UPDATE files SET author_name = 'nobody';
    CREATE TABLE junk (x);
    INSERT INTO junk WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
      SELECT zeroblob(3000) FROM n;
    .shell cp c.db left && cp c.db-journal left-journal
    ROLLBACK;
    END
    mv left c.db && mv left-journal c.db-journal
    """

  @Test func `a catalog in WAL mode is read, and is one file again after a change`() throws {
    try #require(try run("import", "a.jsonl", "--as", "one", "-c", "c.db").status == 0)
    let made = try Program.script(
      """
      sqlite3 c.db <<'END'
      PRAGMA journal_mode = WAL;
      UPDATE files SET author_name = 'bob';
      .shell cp c.db left && cp c.db-wal left-wal
      END
      mv left c.db && mv left-wal c.db-wal
      """, in: folder.url)
    try #require(made.status == 0, "\(made.errors)")
    #expect(try run("sql", "SELECT DISTINCT author_name AS a FROM files", "-c", "c.db").output == "a\nbob\n")
    #expect(try run("set-project", "one", "7", "-c", "c.db").status == 0)
    #expect(try files() == ["c.db"])
    #expect(try run("sql", "PRAGMA journal_mode", "-c", "c.db").output == "journal_mode\ndelete\n")
    #expect(try run("sql", "SELECT DISTINCT author_name AS a FROM files", "-c", "c.db").output == "a\nbob\n")
  }

  @Test func `statements make no files`() throws {
    try #require(try run("import", "a.jsonl", "--as", "one", "-c", "c.db").status == 0)
    let before = try files()
    for sql in [
      "VACUUM INTO 'v.db'", "ATTACH 'c.db' AS o; VACUUM o INTO 'v.db'", "VACUUM INTO 'v' || '.db'",
      "ATTACH 'v.db' AS v",
      "ATTACH 'file:v.db?mode=rwc' AS v", "ATTACH 'v' || '.db' AS v", "PRAGMA temp_store_directory = '/'", "VACUUM",
      "PRAGMA journal_mode = WAL", "SELECT load_extension('v')", "CREATE TABLE v (x)",
    ] {
      let outcome = try run("sql", sql, "-c", "c.db")
      #expect(outcome.status == 2, "\(sql)")
      try Data("\(sql);\n".utf8).write(to: folder.url.appending(path: "s.jsonl"))
      #expect(try Program.script("pressmark repl -c c.db < s.jsonl", in: folder.url).status == 2, "\(sql)")
      #expect(try files() == before, "\(sql)")
    }
    let vacuum = try run("sql", "VACUUM INTO 'v.db'", "-c", "c.db")
    #expect(vacuum.errors.contains("VACUUM INTO would write a file; nothing was written"))
    #expect(try run("sql", "CREATE TEMP TABLE t AS SELECT 4 AS x; SELECT x FROM t", "-c", "c.db").output == "x\n4\n")
    // A session that may write writes with VACUUM INTO, and attaches nothing.
    let writable = try Program.script("echo \"VACUUM INTO 'v.db';\" | pressmark repl --write -c c.db", in: folder.url)
    #expect(writable.status == 0)
    #expect(try files() == ["c.db", "v.db"])
    let attaching = try Program.script("echo \"ATTACH 'n.db' AS n;\" | pressmark repl --write -c c.db", in: folder.url)
    #expect(attaching.status == 2)
    #expect(try files() == ["c.db", "v.db"])
  }

  @Test func `the same bytes again are told of`() throws {
    try #require(try run("import", "a.jsonl", "--as", "it's one", "-c", "c.db").status == 0)
    let known = try run("import", "a.jsonl", "--project", "7", "--json", "-c", "c.db")
    #expect(known.status == 0)
    #expect(known.errors.contains("has this export already, as it's one; nothing was imported"))
    #expect(known.errors.contains(#"pressmark set-project 'it'\''s one' 7"#))
    #expect(known.output.contains(#""known": true"#) && known.output.contains(#""project_id": null"#))
    let copy = try run("import", "a.jsonl", "--as", "copy", "-c", "c.db")
    #expect(copy.status == 0 && copy.errors.contains("it's one has the same content"))
    #expect(try run("import", "b.jsonl", "--as", "copy", "-c", "c.db").errors.contains("with other content"))
    for name in ["latest", "Previous", ""] {
      #expect(try run("import", "b.jsonl", "--as", name, "-c", "c.db").status == 64)
      #expect(try run("rename", "copy", name, "-c", "c.db").status == 64)
    }
    #expect(try run("rename", "copy", "it's one", "-c", "c.db").status == 2)
    #expect(try folder.exports(in: "c.db") == ["it's one": 3, "copy": 3])
  }
}
