import ArgumentParser
import Catalogs
import Output

/// When a comparison is a "no".
struct DiffGateOptions: ParsableArguments {
  @Flag(name: .customLong("exit-code"), help: "Exits with 1 where anything changed but noise.")
  var exitCode = false

  @Option(
    name: .customLong("fail-on"),
    help: ArgumentHelp(
      "Exits with 1 where this holds, such as 'a->d > 0' or 'labels-renamed > 0' (several allowed).",
      valueName: "condition"),
    completion: .words(ComparisonGate.Metric.names))
  var failOn: [String] = []

  /// The conditions, read before anything is compared.
  func conditions() throws -> [ComparisonGate] { try failOn.map { try ComparisonGate($0) } }

  /// Says on stderr whether each condition holds.
  ///
  /// - Throws: exit code 1 where one holds, or where differences were asked for.
  func check(_ conditions: [ComparisonGate], _ summary: ComparisonSummary) throws {
    for gate in conditions { Narration.say(OutputMessages.gate(gate, in: summary)) }
    if conditions.contains(where: { $0.matches(summary) }) || exitCode && summary.hasChanges { throw ExitCode(1) }
  }
}
