/// How an older catalog was brought up to date.
package struct SchemaUpgrade: Equatable, Sendable {
  /// The version that it was of.
  package let from: Int
  /// Names of views and indexes of today's version that somebody had given to something else in it, which stays as it is.
  package let takenNames: [String]
}
