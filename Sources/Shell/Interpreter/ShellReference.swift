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
    text += "\nHabits from other shells: "
    let habits = DotCommand.habits.sorted { $0.key < $1.key }.map { "`\($0.key)` is `.\($0.value)`" }
    return text + habits.joined(separator: ", ") + "; `\\d TABLE` is `.columns TABLE`; `exit` and `quit` leave.\n"
  }
}
