import ArgumentParser
import Catalogs
import ControlText
import Output

/// What the completion scripts ask: `pressmark ---complete SHELL …`. The parser reads no such option, so that it can't be
/// anything else.
///
/// The answer is a list of fields, each ended by a NUL; the scripts say what they are.
enum CompletionRequest {
  /// The most that is offered.
  private static let limit = 500

  /// Answers a request and says whether it was one.
  static func answer(_ arguments: [String]) -> Bool {
    guard arguments.first == "---complete" else { return false }
    let rest = Array(arguments.dropFirst(2))
    let fields =
      switch arguments.dropFirst().first.flatMap(CompletionShell.init(rawValue:)) {
      case .bash: bash(rest)
      case .zsh: zsh(rest)
      case .fish: fish(rest)
      default: [String]()
      }
    // A shell that has gone needs no answer.
    try? OutputFile.withWriter(to: nil) { $0.text(fields.map { $0 + "\0" }.joined()) }
    return true
  }

  /// - Parameter arguments: the word as bash cuts it, at `=` and `:` as well, and the line up to the cursor.
  /// - Returns: what the shell should complete by itself, whether a space follows, then words as they are to be typed.
  private static func bash(_ arguments: [String]) -> [String] {
    guard arguments.count == 2 else { return [] }
    let (cut, line) = (arguments[0], arguments[1])
    let text = ShellText(line)
    if text.isRedirection { return [CompletionAnswer.Files.files.rawValue, ""] }
    let answer = CompletionSearch.answer(Array(text.words.dropFirst()))
    let current = text.words.last ?? ""
    let words = answer.words(beginning: current).prefix(limit)
    // What bash keeps of the word: its meaning, and the quote that is open behind it.
    let bytes = Array(line.utf8)
    let isAtEnd = bytes.count >= cut.utf8.count && bytes.suffix(cut.utf8.count).elementsEqual(cut.utf8)
    let place = isAtEnd ? max(text.start, bytes.count - cut.utf8.count) : text.start
    let kept = ShellText(String(decoding: bytes[..<place], as: UTF8.self))
    let keptWord = place == text.start ? "" : kept.words.last ?? ""
    let quote = place == text.start ? .none : kept.quote
    let replies = words.compactMap { word -> String? in
      guard word.text.utf8.starts(with: keptWord.utf8) else { return nil }
      return quote.escaped(String(decoding: word.text.utf8.dropFirst(keptWord.utf8.count), as: UTF8.self))
    }
    let files = replies.isEmpty ? answer.files : .none
    return [files.rawValue, endsWord(words) ? " " : ""] + replies
  }

  /// - Parameter arguments: what zsh has put aside of the last word, then the words, as they were typed.
  /// - Returns: what the shell should complete by itself, whether a space follows, what of the word is kept, then for
  ///   each word what is matched, what is shown for it, and what it means.
  private static func zsh(_ arguments: [String]) -> [String] {
    let typed = arguments.dropFirst().map { ShellText($0).words.last ?? "" }
    let aside = ShellText(arguments.first ?? "").words.last ?? ""
    let answer = CompletionSearch.answer(typed)
    let offered = answer.values.prefix(limit).filter { (answer.typed + $0.text).utf8.starts(with: aside.utf8) }
    let words = offered.flatMap { value -> [String] in
      let word = String(decoding: (answer.typed + value.text).utf8.dropFirst(aside.utf8.count), as: UTF8.self)
      return [word, "\(visible: value.text)", "\(visible: value.note)"]
    }
    return [answer.files.rawValue, endsWord(offered) ? " " : "", answer.typed] + words
  }

  /// - Parameter arguments: the words, without quotes.
  /// - Returns: what the shell should complete by itself, what of the word is before that, then words, each with a tab
  ///   and its meaning.
  private static func fish(_ arguments: [String]) -> [String] {
    let answer = CompletionSearch.answer(arguments)
    // fish itself chooses among the words. A tab or a line's end in a word can't be told to it.
    let words = answer.values.lazy.filter { !$0.text.utf8.contains(0x09) && !$0.text.utf8.contains(0x0A) }
      .prefix(limit).map { "\(answer.typed)\($0.text)\t\(visible: $0.note)" }
    return [answer.files.rawValue, answer.typed] + words
  }

  private static func endsWord(_ words: some Collection<OfferedValue>) -> Bool {
    !words.contains { $0.text.utf8.last == UInt8(ascii: "=") }
  }
}
