import ExportFormat

/// What an older catalog gets when it is brought up to date.
public struct SchemaAdditions: Equatable, Sendable {
  /// The names of new indexes.
  public var indexes: [String] = []
  /// The names of views that are new, or made anew.
  public var views: [String] = []
  /// New columns, as `table.column`.
  public var columns: [String] = []
  /// Names that somebody has given to something else, which stays as it is.
  public var takenNames: [String] = []

  /// Makes an empty one.
  public init() {}
}

extension OlderSchema {
  /// What the catalog gets.
  var additions: SchemaAdditions {
    var additions = SchemaAdditions()
    additions.indexes = indexes.map(\.name)
    additions.views = views.map(\.name)
    additions.columns =
      (lacksNewestDate ? ["exports.newest_date"] : []) + lackedFields.map { "files.\($0.name)" }
    additions.takenNames = taken
    return additions
  }
}
