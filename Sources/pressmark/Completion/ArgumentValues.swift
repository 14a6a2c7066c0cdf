import ArgumentParser

/// What a command's argument takes, for completion. Each argument says it where it is declared:
///
/// ```swift
/// @Argument(help: "The export.", completion: .values(.export))
/// @Option(help: "stop or skip.", completion: .words(["stop", "skip"]))
/// ```
struct ArgumentValues: Equatable {
  enum Kind: String {
    /// Any file.
    case file
    /// A file, also behind a name: `preds=preds.csv`.
    case namedFile
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
    /// A topic of a comparison.
    case topic
    /// A file's id.
    case fileID
    /// One of some words.
    case words
  }

  var kind: Kind
  var words: [String] = []
}

extension CompletionKind {
  /// The parser lets a program compute completions in a closure. Ours says what kind of value is wanted, and
  /// ``CompletionSearch`` finds the values: it knows the rest of the line.
  static func values(_ kind: ArgumentValues.Kind) -> CompletionKind { .custom { _, _, _ in [kind.rawValue] } }

  /// One of some words.
  static func words(_ words: [String]) -> CompletionKind {
    .custom { _, _, _ in [ArgumentValues.Kind.words.rawValue] + words }
  }
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
      // In a shell that asks by the parser's own script, a line with a blank follows.
      let lines = Pressmark.fullMessage(for: error).split(separator: "\n").filter { $0 != " " }
      guard let kind = lines.first.flatMap({ Kind(rawValue: String($0)) }) else { return nil }
      self.init(kind: kind, words: lines.dropFirst().map(String.init))
    }
  }
}
