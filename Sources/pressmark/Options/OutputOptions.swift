import ArgumentParser
import Catalog
import ControlText
import Shell

/// How a result is written, and where to.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customLong("format"), .customShort("f")],
    help: ArgumentHelp(
      "\(OutputFormat.all.map(\.name).joined(separator: ", ")); else table on a terminal, tsv otherwise.",
      valueName: "name"))
  var formatName: String?

  @Option(
    name: [.customLong("output"), .customShort("o")],
    help: ArgumentHelp("Writes to this file, which appears only when all is well.", valueName: "file"))
  var output: String?

  func validate() throws {
    guard let formatName, OutputFormat.named(formatName) == nil else { return }
    throw ValidationError(Messages.unknownFormat(formatName))
  }

  /// Whether results go to a terminal.
  private var isTerminal: Bool { output == nil && Terminal.isTerminal(1) }

  private var format: OutputFormat {
    OutputFormat.named(formatName ?? (isTerminal ? "table" : "tsv")) ?? OutputFormat.all[0]
  }

  private var options: FormatOptions { output == nil ? FormatOptions(for: 1) : FormatOptions() }

  /// Writes a text that is no result.
  func write(_ text: String) throws { try OutputFile.withWriter(to: output) { $0.text(text) } }

  /// Opens where the results go, and lends a runner and a writer.
  func write(_ body: (OutputFormat, FormatOptions, ByteWriter) throws -> Void) throws {
    try OutputFile.withWriter(to: output, syntax: .drawing) { writer in try body(format, options, writer) }
  }

  /// Writes a small result.
  func write(_ result: QueryResult) throws {
    try write { format, options, writer in format.write(result, options: options, to: writer) }
  }
}
