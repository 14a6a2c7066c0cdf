package import SQLText
import ByteText
import ControlText

extension OutputMessages {
  /// What to write instead of a statement that only other databases know.
  ///
  /// - Parameter inShell: whether a person is in the shell, which has commands for it.
  package static func text(of habit: SQLHabit, inShell: Bool) -> String {
    switch habit {
    case .tables:
      return instead(
        "SHOW TABLES", shell: ".tables",
        sql: "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name", inShell)
    case .databases:
      return instead("SHOW DATABASES", shell: ".databases", sql: "SELECT name, file FROM pragma_database_list", inShell)
    case .columns(let table):
      return instead(
        "DESCRIBE", shell: ".columns \(table)", sql: "SELECT name, type FROM pragma_table_info(\(literal(table)))",
        inShell)
    case .definition(let name):
      return instead(
        "SHOW CREATE", shell: ".schema \(name)", sql: "SELECT sql FROM sqlite_master WHERE name = \(literal(name))",
        inShell)
    case .indexes(let table):
      let condition = table.map { " AND tbl_name = \(literal($0))" } ?? ""
      return instead(
        "SHOW INDEXES", shell: ".indexes\(table.map { " \($0)" } ?? "")",
        sql: "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index'\(condition)", inShell)
    case .summary(let text):
      let command = ".summarize \(text)"
      return inShell
        ? "SUMMARIZE is no SQL here; the command is \(visible: command)"
        : "SUMMARIZE is no SQL here; the shell has it: echo \(visible: literal(command)) | pressmark repl"
    case .use(let name):
      return inShell
        ? "USE is no SQL here; the command is \(visible: ".use \(name)")"
        : "USE is no SQL here; name the export: WHERE export = \(visible: literal(name)), or take latest_files and its like"
    case .plan(let sql):
      return instead("EXPLAIN ANALYZE", shell: ".plan \(sql)", sql: "EXPLAIN QUERY PLAN \(sql)", inShell)
        + (inShell ? "; .timer on says how long it took" : "")
    case .copy:
      return inShell
        ? "COPY is no SQL here: .once FILE writes the next result into a file, in the format of .mode"
        : "COPY is no SQL here: --output FILE writes the result into a file, in the format of --format"
    case .from(let text):
      return "a statement begins with SELECT here: SELECT * FROM \(visible: text)"
    case .truncate(let table):
      return "TRUNCATE is no SQL here; this is: DELETE FROM \(visible: table)"
    case .show:
      return """
        this SHOW is no SQL here; SHOW TABLES, SHOW COLUMNS FROM t, SHOW INDEXES FROM t, SHOW CREATE TABLE t and \
        SHOW DATABASES are understood
        """
    }
  }

  private static func instead(_ words: String, shell: String, sql: String, _ inShell: Bool) -> String {
    inShell
      ? "\(words) is no SQL here; the command is \(visible: shell)"
      : "\(words) is no SQL here; this is: \(visible: sql)"
  }

  private static func literal(_ text: String) -> String { "'" + text.doubling("'") + "'" }
}
