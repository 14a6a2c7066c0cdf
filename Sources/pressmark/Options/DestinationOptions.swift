import ArgumentParser
import Output

/// Where data goes.
struct DestinationOptions: ParsableArguments {
  @Option(
    name: [.customLong("output"), .customShort("o")],
    help: ArgumentHelp(
      "Writes to this file, which appears only when all is well; - is standard output.", valueName: "file"),
    completion: .values(.file))
  var output: String?

  /// The file; nil for standard output.
  var path: String? { output == "-" ? nil : output }

  /// Whether a person sees it at once.
  var isTerminal: Bool { path == nil && TerminalTraits.isTerminal(1) }

  /// What is known of where it goes.
  var formatOptions: FormatOptions { path == nil ? FormatOptions(for: 1) : FormatOptions() }

  /// The format that the file's name says; nil where it says none.
  func format() throws -> OutputFormat? {
    do {
      return try path.flatMap { path throws(OutputNameError) in try OutputFormat.named(byPath: path) }
    } catch {
      throw ValidationError(OutputMessages.text(of: error))
    }
  }

  func validate() throws { _ = try format() }
}
