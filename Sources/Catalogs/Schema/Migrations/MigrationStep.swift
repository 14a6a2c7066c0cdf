/// A step of bringing a catalog up to date that can take long, at its beginning.
package enum MigrationStep: Equatable, Sendable {
  /// Tables and views change.
  case changing
  /// An index is made.
  case indexing(name: String, number: Int, of: Int)
  /// The statistics are computed.
  case analysing
  /// The transaction ends.
  case committing
}
