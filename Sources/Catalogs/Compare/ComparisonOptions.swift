/// How two exports are compared.
public struct ComparisonOptions: Equatable, Sendable {
  /// NEW is a filtered or only-new export: what it lacks is not reported.
  public var isPartial: Bool

  public init(isPartial: Bool = false) {
    self.isPartial = isPartial
  }
}
