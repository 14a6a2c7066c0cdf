/// What a person types to see all of a result that a table has cut.
package enum FormatHint: Sendable {
  /// The option of a command.
  case option
  /// The shell's command, before the result is made again.
  case mode
  /// The shell's command that shows the last result again.
  case last

  /// - Parameter format: the format that shows all.
  package func text(_ format: String) -> String {
    switch self {
    case .option: "--format \(format)"
    case .mode: ".mode \(format)"
    case .last: ".last \(format)"
    }
  }
}
