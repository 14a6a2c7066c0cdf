import Foundation
import Testing

/// A program that a test runs to make its input.
enum Tool {
  /// Whether the programs of a pipe of commands are there.
  ///
  /// Where one is missing the test can only pass over its case. CI has them all, so there it is a failure.
  ///
  /// - Parameter command: such as `gzip -c | xz -c`; each program is the first word of a part.
  static func areThere(for command: String, sourceLocation: SourceLocation = #_sourceLocation) -> Bool {
    let names = command.split(separator: "|").compactMap { $0.split(separator: " ").first.map(String.init) }
    let missing = names.filter { !isThere($0) }
    if !missing.isEmpty, isCI {
      Issue.record("not installed: \(missing.joined(separator: ", ")); see make setup", sourceLocation: sourceLocation)
    }
    return missing.isEmpty
  }

  private static var isCI: Bool {
    let value = ProcessInfo.processInfo.environment["CI"] ?? ""
    return !value.isEmpty && value != "false"
  }

  private static func isThere(_ name: String) -> Bool {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
  }
}
