import Catalogs
import Foundation
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Files that results go to: whole or not at all, and what is there stays until then.
@Suite struct ResultFileTests {
  private let folder: FaultFolder
  private static let listing = "name\told\n"
  private static let failing =
    "SELECT CASE WHEN file_key = 4 THEN abs(-9223372036854775808) ELSE file_key END AS k FROM files ORDER BY file_key"

  init() throws {
    folder = try FaultFolder()
    try folder.write("old.jsonl", records: 6)
    let outcome = try Program.run(["import", "old.jsonl", "--as", "old"], in: folder.url)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private func path(_ name: String) -> String { folder.url.appending(path: name).path }

  private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  private func put(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: folder.url.appending(path: name))
  }

  private func run(_ arguments: String...) throws -> Program.Outcome { try Program.run(arguments, in: folder.url) }

  private func script(_ text: String) throws -> Program.Outcome { try Program.script(text, in: folder.url) }

  private func leftovers() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.hasSuffix(".part") }
  }

  /// Each way to write a file, as a line of a script; `FILE` is its name.
  private static let writers = [
    "pressmark exports -o FILE", "pressmark sql 'SELECT 1' -o FILE", "pressmark run files-by-status -o FILE",
    "pressmark extract old -o FILE", "pressmark diff old old -o FILE", "pressmark history x -o FILE",
    "pressmark queries -o FILE", "pressmark dump old FILE", "printf '.once FILE\\nSELECT 1;\\n' | pressmark repl",
    "printf '.output FILE\\nSELECT 1;\\n' | pressmark repl", "printf '.output FILE\\n.tables\\n' | pressmark repl",
  ]

  @Test(arguments: writers) func `no output goes to the catalog`(writer: String) throws {
    for name in [
      "catalog.db", "./catalog.db", "in/../catalog.db", "catalog.db-journal", "catalog.db-wal", "catalog.db-shm",
      "hard", "soft", "soft-journal",
    ] {
      if name.hasPrefix("soft"), writer.hasPrefix("pressmark dump"), name != "soft" { continue }
      let command = writer.replacing("FILE", with: name)
      let outcome = try script(
        """
        mkdir -p in; ln -f catalog.db hard; ln -sf catalog.db soft; ln -sf catalog.db-journal soft-journal
        export PRESSMARK_CATALOG=catalog.db; \(command)
        """)
      #expect(outcome.status == 2, "\(name)")
      #expect(outcome.errors.contains("is a file of the open database"), "\(name): \(outcome.errors)")
      #expect(try folder.exports() == ["old": 6])
    }
    #expect(try leftovers() == [])
  }

  @Test(arguments: [
    ("diff old other.db:old -o other.db", ""), ("sql \"ATTACH 'other.db' AS o; SELECT 1\" -o other.db", ""),
    ("repl", ".attach other.db as o\n.once other.db\nSELECT 1;\n"),
    ("repl", ".output other.db\n.attach other.db as o\nSELECT 1;\n"),
    ("repl", ".open other.db\n.once other.db\nSELECT 1;\n"), ("repl", ".output other.db\n.open other.db\nSELECT 1;\n"),
  ]) func `no output goes to an attached database`(arguments: String, input: String) throws {
    let outcome = try script("cp catalog.db other.db; printf '\(input)' | pressmark \(arguments)")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("is a file of the open database"), "\(outcome.errors)")
    #expect(try folder.exports(in: "other.db") == ["old": 6])
  }

  @Test(arguments: [
    ("", "SELECT 1 AS a;\n", "a\n1\n"), ("", "\(failing);\n", "yesterday"),
    ("", "SELECT 1 AS a;\n\(failing);\n", "yesterday"), ("", "SELECT 1 AS a;\n.nope\n", "yesterday"),
    ("--keep-going", "\(failing);\nSELECT 5 AS five;\n", "five\n5\n"),
    ("--keep-going", "SELECT 5 AS five;\n\(failing);\nSELECT 6 AS six;\n", "five\n5\nsix\n6\n"),
    ("--keep-going", "\(failing);\n", "yesterday"), ("--keep-going", "SELECT nothing;\n", "yesterday"),
    ("--keep-going", ".read bad.sql\nSELECT 7 AS seven;\n", "five\n5\nseven\n7\n"),
  ]) func `a file of several results holds whole ones`(option: String, statements: String, expected: String) throws {
    try put("yesterday", "out.txt")
    try put("SELECT 5 AS five;\n\(Self.failing);\n", "bad.sql")
    try put(".output out.txt\n" + statements, "script.sql")
    let outcome = try script("pressmark repl \(option) < script.sql")
    #expect(outcome.status == (expected == "a\n1\n" ? 0 : 2))
    #expect(try text("out.txt") == expected)
    #expect(outcome.output == "")
    #expect(try leftovers() == [])
  }

  @Test(arguments: [
    ("", "\(failing);\n", "yesterday", ""), ("--keep-going", "\(failing);\nSELECT 5 AS five;\n", "five\n5\n", ""),
    ("--keep-going", "SELECT nothing;\nSELECT 5 AS five;\nSELECT 6 AS six;\n", "five\n5\n", "six\n6\n"),
    ("", "CREATE TEMP TABLE t (x);\nSELECT 5 AS five;\nSELECT 6 AS six;\n", "five\n5\n", "six\n6\n"),
    ("", "SELECT 5 AS five;\n.once out.txt\n", "five\n5\n", ""), ("", "", "yesterday", ""),
    (
      "", ".help quit\nSELECT 6 AS six;\n",
      """
      .quit
        leaves; so does Ctrl-D

      An open transaction is undone.

      In other shells: .exit, \\exit, \\q, \\quit

      """, "six\n6\n"
    ),
  ]) func `a file of one result holds a whole one`(
    option: String, statements: String, expected: String, output: String
  ) throws {
    try put("yesterday", "out.txt")
    try put(".once out.txt\n" + statements, "script.sql")
    let outcome = try script("pressmark repl \(option) < script.sql")
    #expect(try text("out.txt") == expected)
    #expect(outcome.output == output)
    #expect(try leftovers() == [])
  }

  @Test func `what fails leaves what is there`() throws {
    try put("yesterday", "out.csv")
    for arguments in [
      ["sql", Self.failing, "-o", "out.csv"], ["extract", "none", "-o", "out.csv"],
      ["diff", "old", "none", "-o", "out.csv"],
      ["extract", "old", "--where", "abs(-9223372036854775808)", "-o", "out.csv"],
    ] {
      #expect(try Program.run(arguments, in: folder.url).status == 2)
      #expect(try text("out.csv") == "yesterday")
    }
    #expect(try leftovers() == [])
  }

  @Test func `a full disk leaves what is there`() throws {
    try put("yesterday", "out.csv")
    let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000) SELECT i FROM n"
    let outcome = try Program.run(["sql", many, "-o", "out.csv"], in: folder.url, limit: 64)
    #expect(outcome.status == 2)
    #expect(outcome.errors == "error: out.csv: File too large\n")
    #expect(try text("out.csv") == "yesterday")
    try put(".output out.csv\n\(many);\nSELECT 1 AS a;\n", "script.sql")
    let session = try script("ulimit -f 64; pressmark repl --keep-going < script.sql")
    #expect(session.status == 2)
    // What did not fit is taken back, and makes room for the next.
    #expect(try text("out.csv") == "a\r\n1\r\n")
    #expect(try leftovers() == [])
  }

  @Test func `kill -9 leaves what is there`() throws {
    try put("yesterday", "out.csv")
    let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    for delay in [0.1, 0.3, 0.6] {
      let outcome = try SpawnedProgram(["sql", many, "-o", "out.csv"], in: folder.url).end(by: SIGKILL, after: delay)
      #expect(try #require(outcome).signal == SIGKILL)
      #expect(try text("out.csv") == "yesterday")
    }
    for delay in [0.01, 0.02, 0.04, 0.08] {
      _ = try SpawnedProgram(["dump", "old", "dump"], in: folder.url).end(by: SIGKILL, after: delay)
      let isThere = FileManager.default.fileExists(atPath: path("dump"))
      #expect(!isThere || FileManager.default.fileExists(atPath: path("dump/manifest.json")))
      if isThere { try FileManager.default.removeItem(atPath: path("dump")) }
    }
  }

  @Test(arguments: [("640", "027", "640"), ("666", "077", "666"), ("", "022", "644"), ("", "077", "600")])
  func `permissions stay, and new ones are the umask's`(old: String, umask: String, new: String) throws {
    let outcome = try script(
      """
      \(old.isEmpty ? ":" : "touch out.csv; chmod \(old) out.csv"); umask \(umask); pressmark exports -o out.csv
      \(old.isEmpty ? ":" : "touch pipe.txt; chmod \(old) pipe.txt"); echo '.once pipe.txt
      SELECT 1;' | pressmark repl; ls -l out.csv pipe.txt | cut -c 2-10
      """)
    let digits = new.compactMap { Int(String($0)) }
    let letters = digits.map { "\($0 & 4 != 0 ? "r" : "-")\($0 & 2 != 0 ? "w" : "-")-" }.joined()
    #expect(outcome.output == "\(letters)\n\(letters)\n")
  }

  @Test func `links stay links`() throws {
    let outcome = try script(
      """
      mkdir a b; touch a/real; ln -s ../a/real b/link; ln -s b/link chain; ln -s a/new dangling; ln -s loop loop
      for name in b/link chain dangling; do pressmark sql "SELECT '$name' AS n" -o $name; test -L $name && cat a/*; done
      pressmark exports -o loop; echo $?; ls -A a b
      """)
    #expect(outcome.output == "n\nb/link\nn\nchain\nn\ndangling\nn\nchain\n2\na:\nnew\nreal\n\nb:\nlink\n")
  }

  @Test func `names as long as they may be`() throws {
    for length in [250, 255] {
      let name = String(repeating: "x", count: length)
      #expect(try run("exports", "-o", name).status == 0)
      #expect(try text(name).hasPrefix("name\t"))
      #expect(try script("echo '.once \(name)\nSELECT 1 AS a;' | pressmark repl").status == 0)
      #expect(try text(name) == "a\n1\n")
      #expect(try run("dump", "old", name + ".d").status == (length == 250 ? 0 : 2))
    }
    let outcome = try run("exports", "-o", String(repeating: "x", count: 256))
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasSuffix("File name too long\n"))
  }

  @Test func `what is no file is written straight`() throws {
    let outcome = try script(
      """
      mkfifo pipe; timeout 20 cat pipe > read & pressmark sql 'SELECT 1 AS a' -o pipe; wait; cat read; test -p pipe && echo p
      pressmark sql 'SELECT 2 AS b' -o /dev/stdout; pressmark exports -o /dev/null; test -c /dev/null && echo c
      (echo first; pressmark sql 'SELECT 3 AS c' -o /dev/stdout; pressmark sql 'SELECT 4 AS d' -o /dev/fd/1) > out; cat out
      """)
    #expect(outcome.output == "a\n1\np\nb\n2\nc\nfirst\nc\n3\nd\n4\n")
    #expect(outcome.errors == "")
  }

  @Test(arguments: [
    ("in", "Is a directory"), ("none/out", "No such file or directory"), ("", "No such file"),
    ("none/", "Is a directory"),
  ])
  func `places that can't be written`(name: String, message: String) throws {
    let outcome = try script("mkdir in; pressmark exports -o '\(name)'")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func `what others left beside it stays`() throws {
    let outcome = try script(
      """
      for name in out.csv.$$.part out.csv.1.part out.csv.part .pressmark-0000000000000000.part; do echo mine > $name; done
      exec pressmark exports -o out.csv
      """)
    #expect(outcome.status == 0)
    #expect(try leftovers().count == 4)
    for name in try leftovers() { #expect(try text(name) == "mine\n") }
  }

  @Test(arguments: [(true, "dump"), (true, "."), (false, "a/b/c"), (false, "dump/")])
  func `a dump's folder`(exists: Bool, name: String) throws {
    let outcome = try script(
      """
      mkdir here; cd here; \(exists ? "mkdir -p \(name); chmod 750 \(name)" : ":")
      pressmark dump old \(name) -c ../catalog.db && ls -A \(name) | wc -l && ls \(name)/manifest.json > /dev/null
      pressmark dump old \(name) -c ../catalog.db; echo $?; pressmark dump none more -c ../catalog.db; ls -A .
      \(exists ? "stat -c %a \(name)" : ":")
      """)
    #expect(outcome.output.split(separator: "\n")[0].trimmingPrefix { $0 == " " } == "14")
    #expect(outcome.output.split(separator: "\n")[1] == "2")
    #expect(!outcome.output.contains("more"))
    #if os(Linux)
      if exists { #expect(outcome.output.hasSuffix("750\n")) }
    #endif
  }
}
