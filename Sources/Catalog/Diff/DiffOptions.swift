/// How two exports are compared.
public struct DiffOptions: Equatable, Sendable {
  /// NEW is a filtered or only-new export: what it lacks is not reported.
  public var isPartial: Bool
  /// How many authors and validators the summary names at most.
  public var contributorLimit: Int

  public init(isPartial: Bool = false, contributorLimit: Int = 10) {
    self.isPartial = isPartial
    self.contributorLimit = contributorLimit
  }
}
