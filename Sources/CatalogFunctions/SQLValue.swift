/// A value as SQL hands it to a function, and takes it back.
public enum SQLValue: Equatable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}

extension StorageKey.Part {
  /// A value of SQL as a part of a key.
  ///
  /// Whole reals count as integers, for tools that read a column with gaps as reals.
  ///
  /// - Parameter value: an argument of an SQL function.
  public init(_ value: SQLValue) {
    switch value {
    case .null: self = .absent
    case .integer(let number): self = .integer(number)
    case .real(let number): self = Int64(exactly: number).map(Self.integer) ?? .text(String(number))
    case .text(let text): self = .text(text)
    }
  }
}
