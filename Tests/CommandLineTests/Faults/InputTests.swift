import Foundation
import Testing

/// What people give to an import on the command line.
struct InputTests {
  private let folder: FaultFolder

  init() throws { folder = try FaultFolder() }

  private func script(_ text: String) throws -> Program.Outcome { try Program.script(text, in: folder.url) }

  /// A page of one record.
  private func page(_ number: Int, of total: Int = 3, as name: String) throws {
    try folder.write("record", records: number)
    let lines = try String(contentsOf: folder.url.appending(path: "record"), encoding: .utf8).split(separator: "\n")
    let text = "{\"data\":[\(lines.last ?? "")],\"page\":\(number),\"per_page\":1,\"total_pages\":\(total)}"
    try Data(text.utf8).write(to: folder.url.appending(path: name))
  }

  @Test func `names that are not UTF-8 are paths like others`() throws {
    try folder.write("a.json", records: 2)
    let outcome = try script(
      #"""
      set -e
      name=$(printf 'caf\xe9')
      mkdir "$name"
      cp a.json "$name/$name.json"
      pressmark import "$name" -c "$name/$name.db" --as one
      pressmark import --as two -c "$name/$name.db" -- "$name/$name.json" 
      PRESSMARK_CATALOG="$name/$name.db" pressmark sql "SELECT name, source FROM exports"
      pressmark sql "SELECT count(*) AS n FROM files" --catalog="$name/$name.db" --output="$name/$name.csv"
      pressmark extract one -c "$name/$name.db" -o "$name/$name.out"
      pressmark diff "$name/$name.db:one" two -c "$name/$name.db" > diff.txt
      cat "$name/$name.csv"
      ls "$name" | wc -l
      """#)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output == "name\tsource\none\tcaf\\\\xE9\ntwo\tcaf\\\\xE9/caf\\\\xE9.json\nn\r\n4\r\n4\n",
      "\(outcome.output)"
    )
  }

  @Test func `names that are not UTF-8 are shown by their bytes`() throws {
    let outcome = try script(#"pressmark import "$(printf 'caf\xe9\x1b.json')""#)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("error: caf\\xE9"))
    #expect(outcome.errors.hasSuffix(": cannot be opened: No such file or directory\n"))
  }

  @Test(arguments: [
    #"import a.json --as "$(printf 'caf\xe9')""#, #"import a.json --note="$(printf 'caf\xe9')""#,
    #"sql "SELECT '$(printf 'caf\xe9')'""#, #"run files-with-label "label=$(printf 'caf\xe9')""#,
    #"forget "$(printf 'caf\xe9')""#,
  ])
  func `nothing else may be other than UTF-8`(arguments: String) throws {
    try folder.write("a.json", records: 1)
    let outcome = try script("pressmark \(arguments)")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("is not UTF-8: "))
    #expect(outcome.errors.contains("caf\\xE9"))
  }

  @Test(arguments: ["pressmark import - <&-", "pressmark import - <&- >&-"])
  func `standard input that is closed is told`(command: String) throws {
    let outcome = try script("\(command)")
    #expect(outcome.status == 2)
    #expect(outcome.errors == "error: standard input is closed\n")
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "catalog.db").path))
  }

  @Test func `a query from standard input that is closed is told`() throws {
    try folder.write("a.json", records: 1)
    let outcome = try script("pressmark import a.json 2> /dev/null; pressmark sql - <&-")
    #expect(outcome.status == 2)
    #expect(outcome.errors == "error: standard input is closed\n")
  }

  @Test func `a missing page stops the import, or is kept in mind`() throws {
    try page(1, as: "p1.json")
    try page(3, as: "p3.json")
    let message = "page 2 of 3 is missing from the list that p1.json is of"
    let stopped = try script("pressmark import p3.json p1.json")
    #expect(stopped.status == 2)
    #expect(stopped.errors == "error: \(message)\n")
    let skipped = try script("pressmark import p3.json p1.json --as x --on-error skip --json --note mine")
    #expect(skipped.status == 1)
    #expect(skipped.errors.hasSuffix("warning: \(message)\n"))
    #expect(skipped.output.contains("\"page_faults\": [\"\(message)\"]"))
    let note = try script("pressmark sql 'SELECT note FROM exports' -f json")
    #expect(note.output.contains("mine\\nincomplete: \(message)"))
  }

  @Test func `pages come in the order of their numbers, from files and from one stream`() throws {
    for (number, name) in [(1, "c.json"), (2, "b.json"), (3, "a.json")] { try page(number, as: name) }
    let outcome = try script(
      """
      pressmark import a.json b.json c.json --as files 2>&1 | head -1
      cat c.json b.json a.json | pressmark import - --as stream 2>&1 | head -1
      pressmark sql "SELECT group_concat(file_name, ' ') AS names FROM files GROUP BY export_id"
      cat a.json c.json b.json | pressmark import - --as wrong 2>&1
      """)
    #expect(
      outcome.output == """
        imported files (project unknown, see set-project)
        imported stream (project unknown, see set-project)
        names
        0.jpg 1.jpg 2.jpg
        0.jpg 1.jpg 2.jpg
        error: standard input: page 1 comes after page 3

        """)
    #expect(outcome.status == 2)
  }

  @Test func `an empty export is imported with a warning`() throws {
    let outcome = try script("echo '[]' | pressmark import - --as empty; pressmark import record --as x")
    #expect(outcome.errors.contains("warning: the export is empty: 0 records\n"))
  }

  @Test func `a pipe in a folder of pages is told`() throws {
    try page(1, of: 1, as: "p.json")
    let outcome = try script("mkdir d; mv p.json d; mkfifo d/pipe; pressmark import d")
    #expect(outcome.status == 2)
    #expect(outcome.errors == "error: d/pipe: not a regular file, but a named pipe\n")
  }

  @Test(arguments: ["stop", "skip"]) func `a file of another kind is told`(policy: String) throws {
    let outcome = try script(
      "echo '{\"images\": [], \"annotations\": []}' > x.json; pressmark import x.json --on-error \(policy)")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.hasPrefix(
        "error: x.json: this looks like a COCO dataset (\"images\", \"annotations\"); expected an export: "))
  }
}
