import Foundation
import Testing

/// What commands print, each in a golden file: stdout, stderr, exit code.
@Suite struct OutputTests {
  struct Command: CustomTestStringConvertible, Sendable {
    /// The golden file's name.
    let name: String
    let words: [String]
    var testDescription: String { name }

    init(_ name: String, _ words: String...) { (self.name, self.words) = (name, words) }
  }

  /// The demo's two exports, and two with changes of all kinds; made once.
  private static let folder = Result {
    let folder = try SampleExports.folder()
    for (file, name) in [
      ("small/annotation.api.json", "before"), ("small/filtered/no-filter.json", "after"),
      ("spring/annotation.api.json", "spring"), ("summer/annotation.api.json", "summer"),
    ] {
      let outcome = try Program.run(["import", file, "--as", name, "--project", "7"], in: folder)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    return folder
  }

  private func check(_ command: Command) throws {
    let outcome = try Program.run(command.words, in: try Self.folder.get())
    try Golden.check("\(outcome.output)\(outcome.errors)exit code \(outcome.status)\n", command.name + ".txt")
  }

  @Test(arguments: [
    Command("diff-table", "diff", "before", "after", "--format", "table"),
    Command("diff-json", "diff", "before", "after", "--format", "json"),
    Command("diff-markdown", "diff", "before", "after", "--format", "markdown"),
    Command("diff-detail", "diff", "before", "after", "--format", "table", "--detail"),
    Command("diff-same", "diff", "before", "before", "--format", "table", "--exit-code"),
    Command("diff-many-table", "diff", "spring", "summer", "--format", "table"),
    Command("diff-many-json", "diff", "spring", "summer", "--format", "json"),
    Command("diff-many-markdown", "diff", "spring", "summer", "--format", "markdown"),
    Command(
      "diff-gate", "diff", "spring", "summer", "--format", "table", "--kind", "labels-renamed", "--fail-on", "a->d > 0"),
    Command("diff-objects", "diff", "before", "after", "--objects"),
    Command("diff-objects-limit", "diff", "spring", "summer", "--objects", "--limit", "2"),
    Command("diff-limit", "diff", "spring", "summer", "--format", "table", "--limit", "2"),
    Command("diff-csv-limit", "diff", "spring", "summer", "--format", "csv", "--kind", "noise", "--limit", "2"),
    Command(
      "diff-gate-not", "diff", "spring", "summer", "--format", "table", "--kind", "people-renamed", "--fail-on",
      "a->d<>41"),
    Command("diff-piped", "diff", "spring", "summer", "--kind", "people-renamed"),
    Command("diff-list", "diff", "spring", "summer", "--kind", "clusters", "--format", "list"),
    Command("diff-turned", "diff", "summer", "spring", "--format", "table", "--kind", "people-renamed"),
  ]) func diff(_ command: Command) throws { try check(command) }

  @Test(arguments: [
    Command("history-table", "history", "67eb93da1ca3b1799d06676f", "--format", "table"),
    Command("history-changed", "history", "676535dfb5cb68ffdc573d8f", "--format", "table"),
    Command("history-line", "history", "676535dfb5cb68ffdc573d8f", "--format", "line"),
    Command("history-no-file", "history", "nothing"),
  ]) func history(_ command: Command) throws { try check(command) }

  @Test(arguments: [
    Command("error-column", "sql", "SELECT staus FROM files"),
    Command("error-table", "sql", "SELECT file_id FROM fles"),
    Command("error-syntax", "sql", "SELECT file_id\nFROM files\nWHERE"),
    Command("error-read-only", "sql", "DELETE FROM files"),
    Command("error-parameter", "sql", "SELECT :id"),
    Command("error-query", "run", "files-by-statsu"),
    Command("error-query-parameter", "run", "files-by-status", "exprot=spring"),
    Command("error-query-needs", "run", "goal-progress"),
    Command("error-export", "diff", "before", "winter"),
    Command("error-condition", "diff", "before", "after", "--fail-on", "gone > 1"),
    Command("error-condition-name", "diff", "before", "after", "--fail-on", "label-renamed > 1"),
    Command("error-condition-sign", "diff", "before", "after", "--fail-on", "a->d => 1"),
    Command("error-condition-number", "diff", "before", "after", "--fail-on", "a->d > -1"),
    Command("error-where", "extract", "before", "--where", "f.staus = 'a'"),
    Command("error-where-reach", "extract", "before", "--where", "1) OR (1"),
    Command("error-where-limit", "extract", "before", "--where", "f.status = 'a'\n  LIMIT 100"),
    Command("error-where-parameter", "extract", "before", "--where", "f.author_name = :who"),
    Command("error-label", "run", "files-with-label", "label=whtie"),
    Command("error-date", "run", "stats-since", "since=2025-4-1"),
    Command("error-choice", "run", "first-and-last-seen", "only=goen"),
    Command("error-catalog", "exports", "--catalog", "missing.db"),
    Command("error-command", "exprots", "--catalog", "catalog.db"),
    Command("error-option", "sql", "--formt", "csv", "SELECT 1"),
    Command("error-option-elsewhere", "sql", "--project", "7", "SELECT 1"),
    Command("error-format", "sql", "SELECT 1", "--format", "tabel"),
    Command("error-format-diff", "diff", "before", "after", "--format", "chart"),
    Command("error-format-name", "sql", "SELECT 1", "--output", "labels.xlsx"),
    Command("error-kind", "diff", "before", "after", "--kind", "statsu"),
    Command("error-on-error", "import", "x.json", "--on-error", "skp"),
    Command("error-argument", "diff", "before"),
    Command("error-help", "help", "improt"),
    Command("error-two-catalogs", "catalog.db", "--catalog", "other.db"),
    Command("error-misplaced-catalog", "sql", "catalog.db", "SELECT 1"),
  ]) func errors(_ command: Command) throws { try check(command) }
}
