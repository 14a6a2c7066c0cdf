import Foundation
import Testing

/// What people type before they know the commands: it works, or the answer says what does.
@Suite struct InvocationTests {
  private let folder: FaultFolder

  init() throws {
    folder = try FaultFolder()
    try folder.write("old.jsonl", records: 3, date: "2024-01-01")
    try folder.write("new.jsonl", records: 4)
    for name in ["old", "new"] {
      let outcome = try Program.run(["import", "\(name).jsonl", "--as", name, "-c", "c.db"], in: folder.url)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    try Data("-- a script\nSELECT 1 AS a;\n.mode csv\nSELECT 2 AS b\n".utf8).write(
      to: folder.url.appending(path: "s.sql"))
    try Data("SELECT 1 AS a;\nSELECT x;\nSELECT 3 AS c;\n".utf8).write(to: folder.url.appending(path: "bad.sql"))
  }

  private func script(_ text: String) throws -> Program.Outcome {
    try Program.script("export PRESSMARK_CATALOG=c.db; \(text)", in: folder.url)
  }

  private static let ran = "a\n1\nb\r\n2\r\n"

  @Test(arguments: [
    ("pressmark < s.sql", ran), ("pressmark c.db < s.sql", ran), ("pressmark -c c.db < s.sql", ran),
    ("pressmark - < s.sql", ran), ("pressmark repl c.db < s.sql", ran), ("pressmark --queries . c.db < s.sql", ran),
    ("echo 'select 1 as a;' | pressmark -c c.db", "a\n1\n"), ("echo 'select 1 as a' | pressmark", "a\n1\n"),
    ("pressmark -f csv < s.sql", "a\r\n1\r\nb\r\n2\r\n"), ("pressmark < /dev/null", ""),
    ("pressmark c.db < /dev/null", ""),
    ("pressmark --keep-going c.db < bad.sql || echo $?", "a\n1\nc\n3\n2\n"),
    ("pressmark < bad.sql || echo $?", "a\n1\n2\n"),
  ]) func scripts(command: String, output: String) throws { #expect(try script(command).output == output) }

  @Test(arguments: [
    ("pressmark c.db 'SELECT 1 AS a'", "a\n1\n"), ("pressmark 'SELECT 1 AS a'", "a\n1\n"),
    ("pressmark -f json c.db 'SELECT 1 AS a'", "[{\"a\":1}]\n"),
    ("pressmark c.db 'SELECT 1 AS a' -f json", "[{\"a\":1}]\n"),
    ("pressmark c.db -p x=5 'SELECT :x AS a' --no-header", "5\n"), ("pressmark c.db $'-- c\\nSELECT 1 AS a'", "a\n1\n"),
    ("pressmark $'-- c\\nSELECT 1 AS a'", "a\n1\n"), ("pressmark -c c.db sql $'-- c\\nSELECT 1 AS a'", "a\n1\n"),
    ("pressmark sql -p a=1 $'-- c\\nSELECT :a AS a'", "a\n1\n"), ("pressmark sql $'/* c */SELECT 1 AS a'", "a\n1\n"),
    ("pressmark ./c.db 'SELECT 4/2 AS a'", "a\n2\n"), ("pressmark 'SELECT 4/2 AS a'", "a\n2\n"),
    ("pressmark c.db 'SELECT 1 AS a' 'SELECT 2 AS b' .last", "a\n1\nb\n2\nb\n2\n"),
    ("pressmark c.db '.param x=5' 'SELECT :x AS x -- five'", "x\n5\n"),
    ("pressmark .help\\ quit | head -n 1", ".quit\n"),
    ("pressmark c.db ''", ""),
    ("pressmark c.db --write \"UPDATE exports SET note = 'x'\" 'SELECT changes() AS n'", "n\n2\n"),
    ("pressmark --write \"UPDATE exports SET note = 'y'; SELECT changes() AS n\"", "n\n2\n"),
    ("cp c.db ./-odd.db; pressmark ./-odd.db 'SELECT 1 AS a'", "a\n1\n"),
    (
      "n=$(printf 'caf\\xe9.db'); cp c.db \"$n\"; pressmark \"$n\" 'SELECT 1 AS a'; pressmark \"$n\" < s.sql",
      "a\n1\n" + ran
    ),
    ("pressmark c.db exports -f list | cut -d '|' -f 1", "old\nnew\n"),
    ("pressmark -c c.db exports -f list | cut -d '|' -f 1", "old\nnew\n"),
    ("pressmark --catalog=c.db run files-by-status -f list", "v|image|4\n"),
    ("pressmark -f json -c c.db sql 'SELECT 1 AS a'", "[{\"a\":1}]\n"),
    ("pressmark -V; pressmark version", "0.1.0\n0.1.0\n"),
    ("pressmark --help sql | head -n 1", "OVERVIEW: Runs SQL, read-only.\n"),
    ("pressmark help sql | head -n 1", "OVERVIEW: Runs SQL, read-only.\n"),
  ]) func withoutCommandOrOrder(command: String, output: String) throws {
    let outcome = try script(command)
    #expect(outcome.output == output, "\(outcome.errors)")
    #expect(outcome.errors == "")
  }

  /// The exit code, and how the error begins.
  @Test(arguments: [
    ("pressmark nosuch.db", 2, "error: there is no catalog at nosuch.db\npressmark import FILE --catalog nosuch.db"),
    ("pressmark ./nosuch", 2, "error: there is no catalog at ./nosuch\n"),
    ("pressmark exports.db", 2, "error: there is no catalog at exports.db\ncommands with such a name: exports\n"),
    ("pressmark old.jsonl", 2, "error: old.jsonl is not a catalog\npressmark import old.jsonl imports an export"),
    ("pressmark nosuch.db 'SELECT 1'", 2, "error: there is no catalog at nosuch.db\n"),
    ("pressmark -c nosuch.db < s.sql", 2, "error: there is no catalog at nosuch.db\n"),
    ("pressmark -c x.db c.db", 64, "error: two catalogs are named, c.db and x.db\n"),
    ("pressmark c.db --catalog=x.db 'SELECT 1'", 64, "error: two catalogs are named, c.db and x.db\n"),
    ("pressmark repl -c x.db c.db", 64, "error: two catalogs are named, c.db and x.db\n"),
    ("pressmark exprots", 64, "error: there is no command exprots; did you mean exports?\n"),
    ("pressmark EXPORTS", 64, "error: there is no command EXPORTS; did you mean exports?\n"),
    ("pressmark ls", 64, "error: there is no command ls; did you mean exports?\n"),
    ("pressmark query", 64, "error: there is no command query; did you mean sql, run or queries?\n"),
    ("pressmark export new", 64, "error: there is no command export; did you mean exports, extract or dump?\n"),
    (
      "pressmark files-by-status", 64, "error: there is no command files-by-status; did you mean run files-by-status?\n"
    ),
    ("pressmark ''", 64, "error: an argument is empty where a command or a catalog is expected\n"),
    ("pressmark .", 2, "error: . is a folder, not a catalog\n"),
    ("pressmark c.db --write \"UPDATE nosuch SET x = 1\"", 2, "error in line 1: no such table: nosuch\n"),
    (
      "pressmark c.db \"UPDATE exports SET note = 1\"", 2,
      "error: the catalog is open for reading only; nothing was changed\n"
    ),
    ("pressmark zzz", 64, "error: there is no command zzz\n  See 'pressmark --help' for the commands.\n"),
    ("pressmark exprots --help", 64, "error: there is no command exprots; did you mean exports?\n"),
    ("pressmark help exprots", 64, "error: there is no command exprots; did you mean exports?\n"),
    ("pressmark --help exprots", 64, "error: there is no command exprots; did you mean exports?\n"),
    ("pressmark c.db exprots", 64, "error: there is no command exprots; did you mean exports?\n"),
    ("pressmark -c c.db exprots", 64, "error: there is no command exprots; did you mean exports?\n"),
    (
      "pressmark sql c.db 'SELECT 1'", 64,
      "error: unexpected argument 'SELECT 1'\na catalog is named as --catalog c.db\nUsage: "
    ),
    ("pressmark exports c.db", 64, "error: unexpected argument 'c.db'\na catalog is named as --catalog c.db\nUsage: "),
    (
      "pressmark sql 'SELECT :x' x=5", 64,
      "error: unexpected argument 'x=5'\na parameter is given as --param 'x=5'\nUsage: "
    ),
    (
      "pressmark extract new \"f.status = 'v'\"", 64,
      "error: unexpected argument 'f.status = 'v''\na condition is given as --where "
    ),
    (
      "pressmark sql 'SELECT :label, :old' -p lable=1", 64,
      "error: no statement has a parameter :lable; did you mean :label?\nUsage: pressmark sql"
    ),
    ("pressmark sql 'SELECT :label' -p x=1", 64, "error: no statement has a parameter :x; they have :label\nUsage: "),
    ("pressmark sql s.sql", 64, "error: s.sql is a file: pressmark sql < s.sql\nUsage: pressmark sql"),
    ("pressmark c.db s.sql", 64, "error: s.sql is a file: pressmark sql < s.sql\n"),
    ("pressmark sql files-by-status", 64, "error: files-by-status is a saved query: pressmark run files-by-status\n"),
    ("pressmark sql .tables", 64, "error: .tables is a command of the shell: pressmark repl .tables\n"),
    ("pressmark run 'SELECT 1'", 64, "error: run takes the name of a saved query; SQL is run by pressmark sql\n"),
    ("pressmark rename old", 64, "error: missing expected argument '<new>'\nHelp:  <new>"),
    ("pressmark set-project old seven", 64, "error: the value 'seven' is invalid for '<project>'\n"),
    ("pressmark sql 'SELECT 1' -p x", 64, "error: a parameter is given as name=value, not x\nUsage: pressmark sql"),
    ("pressmark sql 'SELECT 1' -p x=1", 64, "error: no statement has a parameter :x\nUsage: pressmark sql"),
  ]) func faults(command: String, status: Int32, errors: String) throws {
    let outcome = try script(command)
    #expect(outcome.status == status)
    #expect(outcome.errors.hasPrefix(errors), "\(outcome.errors)")
    #expect(outcome.output == "")
  }

  @Test(arguments: [
    ("sql --formt csv 'SELECT 1'", "sql has no option --formt; did you mean --format?"),
    ("sql --fromat=csv 'SELECT 1'", "sql has no option --fromat; did you mean --format?"),
    ("sql 'SELECT 1' --json", "sql has no option --json; did you mean --format json?"),
    ("sql -csv 'SELECT 1'", "sql has no option -csv; did you mean --format csv?"),
    ("sql -fcsv 'SELECT 1'", "sql has no option -fcsv; did you mean -f csv?"),
    ("sql -format csv 'SELECT 1'", "sql has no option -format; did you mean --format?"),
    ("exports --db c.db", "exports has no option --db; did you mean --catalog?"),
    ("exports --out x.csv", "exports has no option --out; did you mean --output?"),
    ("exports --noheader", "exports has no option --noheader; did you mean --no-header?"),
    ("exports --project 7", "exports has no option --project; import has it"),
    ("run files-by-status --export new", "run has no option --export; did you mean export=…?"),
    ("run files-by-status --export=new", "run has no option --export; did you mean export=new?"),
    ("run files-by-status -p export=new", "run has no option -p; did you mean export=new?"),
    ("exports -x", "exports has no option -x"),
    ("--fromat csv", "the shell has no option --fromat; did you mean --format?"),
    ("sql 'SELECT 1' -f tabel", "there is no format tabel; did you mean table?"),
    ("sql 'SELECT 1' -f md", "there is no format md; did you mean markdown?"),
    ("diff old new -f ndjson", "there is no format ndjson; did you mean jsonl?"),
    ("diff old new -f chart", "a comparison has no format chart; there are table, tsv, csv"),
    ("dump new d -f cvs", "--format takes no cvs; did you mean csv?"),
    ("import x --on-error skp", "--on-error takes no skp; did you mean skip?"),
    ("import x --on-error ignore", "--on-error takes no ignore; it takes stop or skip"),
    ("diff old new --kind statsu", "--kind takes no statsu; did you mean status?"),
    ("repl -f tabel", "there is no format tabel; did you mean table?"),
    ("run file-by-status", "there is no saved query file-by-status; did you mean files-by-status?"),
  ]) func misspelt(arguments: String, message: String) throws {
    let outcome = try script("pressmark \(arguments)")
    #expect(outcome.status == 64)
    #expect(outcome.errors.hasPrefix("error: \(message)"), "\(outcome.errors)")
  }
}
