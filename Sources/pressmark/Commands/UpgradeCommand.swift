import ArgumentParser
import Catalogs
import ControlText
import Output

struct UpgradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade",
    abstract: "Brings a catalog that an older Pressmark made up to date.",
    discussion: """
      It gets the columns, views and indexes that came since, all of them or none; what you added to it stays. Others can \
      read it meanwhile. Commands that change a catalog bring it up to date by themselves; those that read it leave it as \
      it is.

      pressmark upgrade
      pressmark upgrade --check && echo "nothing to do"
      pressmark upgrade --compact

      With --compact the file is also written anew where that changes it: without the free pages that forget leaves, and \
      with pages of the size that new catalogs have. That takes twice the file's size of free space, for SQLite's temporary \
      copy and its journal, and others have to wait.

      Exit code 1 tells that --check found something to do.
      """)

  @Flag(name: .customLong("check"), help: "Only says what there is to do.")
  var onlyChecks = false

  @Flag(help: "Writes the file anew, where that changes it.")
  var compact = false

  @Flag(help: "Writes the summary to standard output as a JSON object.")
  var json = false

  @OptionGroup var catalogOptions: CatalogOptions

  func run() throws {
    try Failure.reported {
      let path = catalogOptions.path
      let summary =
        onlyChecks ? try Catalog.plannedUpgrade(of: path, compacts: compact) : try upgrade(path)
      let report = UpgradeReport(path: path, summary: summary, isPlan: onlyChecks)
      Narration.say(report.text)
      for warning in report.warnings { Narration.warn(warning) }
      if json { try OutputFile.withWriter(to: nil, syntax: .json) { $0.text(report.json + "\n") } }
      if onlyChecks, summary.isNeeded { throw ExitCode(1) }
    }
  }

  private func upgrade(_ path: String) throws -> UpgradeSummary {
    let line = ProgressLine(on: Narration.terminal)
    var isCompacted = false
    defer { line.clear() }
    do {
      return try Catalog.upgrade(path, compacts: compact) { progress in
        if progress == .compacted { isCompacted = true }
        line.show(progress, of: path)
      }
    } catch {
      line.clear()
      if isCompacted { Narration.say(UpgradeReport.compacted(path)) }
      throw error
    }
  }
}
