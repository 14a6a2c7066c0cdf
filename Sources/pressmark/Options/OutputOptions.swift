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
      "\(OutputFormat.all.map(\.name).joined(separator: ", ")); else what the output file's name says, else table on a terminal, tsv otherwise.",
      valueName: "name"),
    completion: .values(.format))
  var formatName: String?

  @OptionGroup var destination: DestinationOptions

  @Flag(name: .customLong("no-header"), help: "Leaves out the names of the columns.")
  var hasNoHeader = false

  @Flag(
    name: .customLong("csv-safe"),
    help: "With csv: an apostrophe before each text that a spreadsheet would take for a formula.")
  var guardsFormulas = false

  func validate() throws {
    if let formatName, OutputFormat.named(formatName) == nil {
      throw ValidationError(OutputMessages.unknownFormat(formatName))
    }
    let format = try format()
    if guardsFormulas, format.name != "csv" { throw ValidationError("--csv-safe goes with --format csv") }
    if hasNoHeader, !format.hasHeader { throw ValidationError(OutputMessages.noHeader(format.name)) }
  }

  /// The format: as it is named, or as the file is, or what suits a terminal.
  func format() throws -> OutputFormat { try namedFormat() ?? (destination.isTerminal ? .table : .tsv) }

  /// The format that is asked for: by its name, or by the file's; nil for none.
  private func namedFormat() throws -> OutputFormat? {
    try formatName.flatMap { OutputFormat.named($0) } ?? destination.format()
  }

  /// Refuses a format where plain lines are written.
  ///
  /// - Parameter what: what they are, for the message.
  func checkPlain(_ what: String) throws {
    guard let format = try namedFormat(), format.name != "list" else { return }
    throw ValidationError("\(what) as plain text, not as \(format.name)")
  }

  var options: FormatOptions {
    var options = destination.formatOptions
    options.guardsFormulas = guardsFormulas
    options.hasHeader = !hasNoHeader
    return options
  }

  /// Opens where the results go, and lends a runner and a writer.
  ///
  /// - Parameter databases: the databases that are open, whose files are not written to.
  func write(
    sparing databases: () throws -> [String], _ body: (OutputFormat, FormatOptions, ByteWriter) throws -> Void
  ) throws {
    let format = try format()
    try OutputFile.withWriter(to: destination.path, syntax: .drawing, sparing: databases) { writer in
      try body(format, options, writer)
    }
  }

  /// Writes a text that is no result.
  func write(_ text: String, sparing databases: () throws -> [String]) throws {
    try OutputFile.withWriter(to: destination.path, sparing: databases) { $0.text(text) }
  }

  /// Writes a small result of a catalog.
  func write(from catalog: Catalog, _ result: () throws -> QueryResult) throws {
    try write(sparing: catalog.databasePaths) { format, options, writer in
      format.write(try result(), options: options, to: writer)
    }
  }
}
