import ArgumentParser
import Catalogs
import ControlText
import Output
import SQLite

/// What a comparison shows, and how.
struct DiffCommandOptions: ParsableArguments {
  @OptionGroup var outputOptions: OutputOptions

  @Flag(help: "Lists the changes below the summary; tsv, csv, line and list are the changes alone.")
  var detail = false

  @Option(
    help: ArgumentHelp("Lists changes of this kind only (several allowed).", valueName: "kind"),
    completion: .values(.topic))
  var kind: [Choice<ChangeTopic>] = []

  @Option(
    help: ArgumentHelp(
      "The most changes, and rows of each list; 0 for all (100 and 20 for people, all for programs).", valueName: "n"))
  var limit: Int?

  @Flag(name: .customLong("partial"), help: "NEW is a filtered or only-new export: what it lacks is not reported.")
  var isPartial = false

  @Flag(help: "Prints only the storage keys to fetch: those that OLD did not refer to.")
  var objects = false

  @Flag(help: "With --objects: those that NEW no longer refers to instead.")
  var drop = false

  func validate() throws {
    _ = try topics()
    if objects { try outputOptions.checkPlain("--objects writes keys") } else { _ = try format() }
    if let limit, limit < 0 { throw ValidationError("--limit is 0 or more") }
    if drop, !objects { throw ValidationError("--drop goes with --objects") }
    if drop, isPartial { throw ValidationError("what a partial export lacks can't be dropped") }
  }

  private func topics() throws -> Set<ChangeTopic> { Set(try kind.map { try $0.value(of: "--kind") }) }

  private func format() throws -> DiffFormat {
    let name = try outputOptions.format().name
    guard let format = DiffFormat(rawValue: name) else { throw ValidationError(OutputMessages.unknownDiffFormat(name)) }
    return format
  }

  /// Compares and writes what was asked for.
  ///
  /// - Parameter compared: receives the summary before it is written.
  func write(
    of old: String, _ new: String, from catalog: Catalog, _ compared: (ComparisonSummary) -> Void
  ) throws {
    let others = [old, new].flatMap(Self.filesNamed(in:))
    let format = objects ? .table : try format()
    let topics = try topics()
    let syntax: ControlFilter.Syntax = objects ? .text : format == .json || format == .jsonl ? .json : .drawing
    func databases() throws -> [String] { try catalog.databasePaths() + others }
    try OutputFile.withWriter(to: outputOptions.destination.path, syntax: syntax, sparing: databases) { writer in
      try catalog.withComparison(old: old, new: new, options: ComparisonOptions(isPartial: isPartial)) { comparison in
        compared(comparison.summary)
        if objects { return try writeObjects(of: comparison, to: writer) }
        let details = detail || !topics.isEmpty ? ChangeFilter(topics: topics) : nil
        let report = DiffReport(format: format, options: outputOptions.options, details: details, limit: limit)
        let remarks = try catalog.withConnection { try report.write(comparison.summary, on: $0, to: writer) }
        for remark in remarks { Narration.say(remark) }
      }
    }
  }

  /// The files that an address such as `other.db:NAME` may name.
  private static func filesNamed(in address: String) -> [String] {
    address.indices.filter { address[$0] == ":" }.map { String(address[..<$0]) }
  }

  private func writeObjects(of comparison: Comparison, to writer: ByteWriter) throws {
    let summary = comparison.summary
    guard summary.keys.known else { throw DiffCommandError.unknownProject(summary) }
    let total = try comparison.changedObjects(dropped: drop, limit: limit == 0 ? nil : limit) { key in
      writer.text(key + "\n")
      try writer.check()
    }
    Narration.say(summary.summary)
    if let limit, limit > 0, total > limit { Narration.say(OutputMessages.cut(shown: limit, of: total)) }
  }
}

/// Why a comparison can't be written as asked.
enum DiffCommandError: Error, CustomStringConvertible {
  case unknownProject(ComparisonSummary)

  var description: String {
    switch self {
    case .unknownProject(let summary):
      let unknown = [summary.old, summary.new].filter { $0.project == nil }.map { "\(visible: $0.name)" }
      return "the project of \(unknown.joined(separator: " and ")) is not known: pressmark set-project NAME N"
    }
  }
}
