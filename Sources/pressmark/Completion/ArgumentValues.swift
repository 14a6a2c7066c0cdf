import ArgumentParser

/// What a command's argument takes, for completion. Each argument says it where it is declared:
///
/// ```swift
/// @Argument(help: "The export.", completion: .values(.export))
/// ```
enum ArgumentValues: String {
  /// Any file.
  case file
  case folder
  /// The file of a catalog.
  case catalog
  /// An export's name, `latest` or `previous`.
  case export
  /// An export's name, also `OTHER.db:NAME`.
  case exportAddress
  /// A saved query's name.
  case query
  /// `name=value` of the query that was typed.
  case queryParameter
  /// `name=value` of the SQL that was typed.
  case sqlParameter
  /// An output format.
  case format
  case diffFormat
  case dumpFormat
  /// What to do at a faulty record.
  case faultTreatment
  /// A topic of a comparison.
  case topic
  /// A condition of a comparison.
  case condition
  /// A file's id.
  case fileID
}

extension CompletionKind {
  /// The parser lets a program compute completions in a closure. Ours says what kind of value is wanted, and
  /// ``CompletionSearch`` finds the values: it knows the rest of the line.
  static func values(_ values: ArgumentValues) -> CompletionKind { .custom { _, _, _ in [values.rawValue] } }
}

extension ArgumentValues {
  /// What an argument takes; nil where it does not say, or there is no such argument.
  ///
  /// - Parameters:
  ///   - argument: an option such as `--catalog`, or `positional@0`.
  ///   - command: the command's name.
  init?(of argument: String, of command: String) {
    do {
      _ = try Pressmark.parseAsRoot(["---completion", command, "--", argument, "0", "0"])
      return nil
    } catch {
      guard Pressmark.exitCode(for: error).isSuccess else { return nil }
      let answer = Pressmark.fullMessage(for: error)
      self.init(rawValue: String(answer.prefix { !$0.isWhitespace }))
    }
  }
}
