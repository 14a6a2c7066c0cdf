/// A value that can't be given to a parameter of a saved query.
public struct ParameterFault: Error, Equatable, Sendable {
  /// What is wrong with it.
  public enum Reason: Equatable, Sendable {
    /// The header declares a type that does not exist.
    case unknownType(String)
    /// Not a date, or not written as one.
    case notADate
    /// The date is written correctly, but the calendar or the clock does not have it.
    case noSuchDate
    /// Not a decimal number.
    case notANumber
    /// Not a whole number that is 0 or more.
    case notACount
    /// Too large for SQLite: an integer of more than 64 bits, or a decimal number that is not finite.
    case tooLarge
    /// None of the words that are allowed; the nearest of them.
    case notAChoice([String], nearest: [String])
    /// No label has this id or name in any export.
    case noLabel(nearest: [String])
    /// A list of labels without any.
    case noLabels
    /// No author or validator of any export has this name.
    case noPerson(nearest: [String])
    /// No export has such a file.
    case noFile
  }

  /// The parameter, without `:`.
  public var parameter: String
  /// What was given; of a list, the one that is wrong.
  public var value: String
  /// What is wrong with it.
  public var reason: Reason

  /// Says what is wrong with a value.
  public init(parameter: String, value: String, reason: Reason) {
    self.parameter = parameter
    self.value = value
    self.reason = reason
  }
}
