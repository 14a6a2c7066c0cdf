/// How two exports are compared.
public struct ComparisonOptions: Equatable, Sendable {
  /// NEW is a filtered or only-new export: what it lacks is not reported.
  public var isPartial: Bool

  /// - Parameter isPartial: whether NEW is a filtered or only-new export.
  public init(isPartial: Bool = false) {
    self.isPartial = isPartial
  }
}
