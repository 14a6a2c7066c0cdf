import ByteText
import ControlText

// The English of formats.
extension OutputMessages {
  /// A format that does not exist.
  package static func unknownFormat(_ name: String) -> String {
    unknownFormat(name, among: OutputFormat.all.map(\.name), "there is no format")
  }

  /// A format that comparisons don't have.
  package static func unknownDiffFormat(_ name: String) -> String {
    unknownFormat(name, among: DiffFormat.allCases.map(\.rawValue), "a comparison has no format")
  }

  private static func unknownFormat(_ name: String, among names: [String], _ beginning: String) -> String {
    let meant = OutputFormat.habits[name.lowercased()].map { [$0] } ?? NearestNames.find(name, among: names)
    let nearest = meant.filter(names.contains)
    return "\(beginning) \(visible: name); \(nearest.isEmpty ? "there are \(list(names))" : didYouMean(nearest))"
  }

  /// A choice that an option does not have.
  package static func unknownChoice(_ name: String, of option: String, among names: [String]) -> String {
    let nearest = NearestNames.find(name, among: names)
    return
      "\(option) takes no \(visible: name); \(nearest.isEmpty ? "it takes \(list(names, "or"))" : didYouMean(nearest))"
  }

  /// A format that has no header to leave out.
  package static func noHeader(_ format: String) -> String {
    "--no-header goes with \(list(OutputFormat.all.filter(\.hasHeader).map(\.name))), not with \(visible: format)"
  }

  /// A file whose name says another format than it has.
  package static func otherFormat(_ path: String, says said: String, is format: String) -> String {
    "\(visible: path) says \(said), but what was written is \(format)"
  }

  package static func text(of error: OutputNameError) -> String {
    switch error {
    case .compressed(let path):
      "\(visible: path) would not be compressed: write it under its name without that ending, and compress it then"
    case .workbook(let path):
      "\(visible: path) names a format that is not written; spreadsheets and data frames read csv"
    }
  }
}
