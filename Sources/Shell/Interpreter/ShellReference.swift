/// The page of the shell's commands, made from their table.
package enum ShellReference {
  package static var markdown: String {
    var text = """
      # Commands of the shell

      Made from the table that the shell itself uses; do not edit. A beginning that only one command has will do: `.sum` \
      is `.summarize`.

      | Command | Does |
      | --- | --- |

      """
    for command in DotCommand.all {
      text += "| `\(command.synopsis.split(separator: "|").joined(separator: "\\|"))` | \(command.help) |\n"
    }
    let habits = DotCommand.habits.sorted { $0.key < $1.key }.map { "`\($0.key)` is `.\($0.value)`" }
    text += """

      ## Habits from other shells

      \(habits.joined(separator: ", ")); `\\d TABLE` is `.columns TABLE`; `\\x` turns to one value per line and back; \
      `exit` and `quit` leave.

      As statements, `SHOW TABLES`, `SHOW DATABASES`, `SHOW COLUMNS FROM t`, `SHOW INDEXES FROM t`, `SHOW CREATE TABLE t`, \
      `DESCRIBE t`, `SUMMARIZE t`, `USE export` and `EXPLAIN ANALYZE …` do what the commands do; `EXPLAIN QUERY PLAN` is \
      shown as a tree. `.mode` knows \(names(of: FormatHabits.formats)).

      What works here instead of other commands:

      | Command | Here |
      | --- | --- |

      """
    for habit in Habit.all {
      text += "| \(habit.names.map { "`\($0)`" }.joined(separator: ", ")) | \(habit.advice) |\n"
    }
    return text
  }

  private static func names(of formats: [String: String]) -> String {
    formats.sorted { $0.key < $1.key }.map { "`\($0.key)` for `\($0.value)`" }.joined(separator: ", ")
  }
}
