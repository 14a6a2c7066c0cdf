/// What is wrong with the arguments, apart from what the argument parser finds.
enum UsageFault: Error {
  /// There is no such command; those that may be meant.
  case noCommand(String, nearest: [String])
  /// The command has no such option; those that may be meant, and the commands that have it.
  case noOption(String, of: String, nearest: [String], elsewhere: [String])
  /// The catalog is named twice.
  case twoCatalogs(String, String)
  case notUTF8(String)
  /// The statements have no such parameter; those that they have.
  case noParameter(String, known: [String])
  case misplaced(MisplacedStatement)
}

extension UsageFault {
  /// An option that the command does not have.
  ///
  /// - Parameter words: the arguments, the command first.
  static func unknownOption(in words: [String]) -> UsageFault? {
    guard let name = words.first, let command = Invocation.command(name) else { return nil }
    let known = CommandOptions.options(of: command)
    var isValue = false
    for word in words.dropFirst() {
      if word == "--" { return nil }
      let isOption = word.hasPrefix("-") && word != "-" && !Arguments.isText(word)
      if isValue, !isOption {
        isValue = false
        continue
      }
      guard isOption else { continue }
      let option = String(word.prefix { $0 != "=" })
      guard let found = known.first(where: { $0.name == option }) else {
        guard !["--help-hidden", "--experimental-dump-help", "-help"].contains(option) else { continue }
        let value = word == option ? nil : String(word.dropFirst(option.count + 1))
        let parameters = name == "run" ? CommandHabits.parameter(option, value, of: words) : []
        let nearest = parameters + (parameters.isEmpty ? CommandHabits.meaning(of: option, among: known) : [])
        return .noOption(
          option, of: name, nearest: nearest, elsewhere: nearest.isEmpty ? CommandOptions.commands(with: option) : [])
      }
      isValue = found.value != nil && option == word
    }
    return nil
  }
}
