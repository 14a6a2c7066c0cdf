import ByteText
package import StorageKeys

/// A value that SQL passes to a function, or that a function returns.
package enum SQLValue: Equatable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)

  package static func == (left: SQLValue, right: SQLValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.integer(let left), .integer(let right)): left == right
    case (.real(let left), .real(let right)): left == right
    case (.text(let left), .text(let right)): left.hasSameBytes(as: right)
    default: false
    }
  }
}

extension StorageKey.Part {
  /// A value of SQL as a part of a key.
  ///
  /// Whole reals count as integers: some tools read a column of integers with NULLs as reals.
  ///
  /// - Parameter value: an argument of an SQL function.
  package init(_ value: SQLValue) {
    switch value {
    case .null: self = .absent
    case .integer(let number): self = .integer(number)
    case .real(let number): self = Int64(exactly: number).map(Self.integer) ?? .text(String(number))
    case .text(let text): self = .text(text)
    }
  }
}
