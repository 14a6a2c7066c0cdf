import ArgumentParser
import Catalogs
import Output
import SQLDialects

/// Words of which an option takes one.
protocol Choosable: Sendable {
  static var choices: [String] { get }
  init?(named name: String)
}

/// What an option was given, one of several words. Checked after parsing, so that a misspelt one names the nearest.
struct Choice<Value: Choosable>: ExpressibleByArgument, Sendable {
  let name: String

  init(_ name: String) { self.name = name }
  init?(argument: String) { name = argument }

  static var allValueStrings: [String] { Value.choices }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
  var defaultValueDescription: String { name }

  /// - Parameter option: the option's name, for the error.
  /// - Throws: `ValidationError` for a word that is none of them.
  func value(of option: String) throws -> Value {
    if let value = Value(named: name) { return value }
    throw ValidationError(OutputMessages.unknownChoice(name, of: option, among: Value.choices))
  }
}

extension Choosable where Self: RawRepresentable & CaseIterable, RawValue == String {
  static var choices: [String] { allCases.map(\.rawValue) }
  init?(named name: String) { self.init(rawValue: name) }
}

extension DumpFormat: Choosable {}

extension SQLDialect: Choosable {
  static var choices: [String] { all.map(\.name) }
  init?(named name: String) {
    guard let dialect = Self.named(name) else { return nil }
    self = dialect
  }
}

extension ChangeTopic: Choosable {
  static var choices: [String] { allCases.map(\.rawValue) }
}
