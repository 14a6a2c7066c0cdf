import ArgumentParser
import Catalogs
import ControlText
import Output
import SQLite

/// How a result is written, and where to.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customLong("format"), .customShort("f")],
    help: ArgumentHelp(
      "\(OutputFormat.all.map(\.name).joined(separator: ", ")); else table on a terminal, tsv otherwise.",
      valueName: "name"),
    completion: .values(.format))
  var formatName: String?

  @Option(
    name: [.customLong("output"), .customShort("o")],
    help: ArgumentHelp("Writes to this file, which appears only when all is well.", valueName: "file"),
    completion: .values(.file))
  var output: String?

  @Flag(
    name: .customLong("csv-safe"),
    help: "With --format csv: an apostrophe before each text that a spreadsheet would take for a formula.")
  var guardsFormulas = false

  func validate() throws {
    if guardsFormulas, formatName != "csv" { throw ValidationError("--csv-safe goes with --format csv") }
    guard let formatName, OutputFormat.named(formatName) == nil else { return }
    throw ValidationError(OutputMessages.unknownFormat(formatName))
  }

  /// Whether results go to a terminal.
  private var isTerminal: Bool { output == nil && TerminalTraits.isTerminal(1) }

  private var format: OutputFormat {
    formatName.flatMap { OutputFormat.named($0) } ?? (isTerminal ? .table : .tsv)
  }

  private var options: FormatOptions {
    var options = output == nil ? FormatOptions(for: 1) : FormatOptions()
    options.guardsFormulas = guardsFormulas
    return options
  }

  /// Opens where the results go, and lends a runner and a writer.
  ///
  /// - Parameter databases: the databases that are open, whose files are not written to.
  func write(
    sparing databases: () throws -> [String], _ body: (OutputFormat, FormatOptions, ByteWriter) throws -> Void
  ) throws {
    try OutputFile.withWriter(to: output, syntax: .drawing, sparing: databases) { writer in
      try body(format, options, writer)
    }
  }

  /// Writes a text that is no result.
  func write(_ text: String, sparing databases: () throws -> [String]) throws {
    try OutputFile.withWriter(to: output, sparing: databases) { $0.text(text) }
  }

  /// Writes a small result of a catalog.
  func write(from catalog: Catalog, _ result: () throws -> QueryResult) throws {
    try write(sparing: catalog.databasePaths) { format, options, writer in
      format.write(try result(), options: options, to: writer)
    }
  }
}
