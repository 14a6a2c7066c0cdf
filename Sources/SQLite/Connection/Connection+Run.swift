extension Connection {
  /// Runs the statements of a text and drops their rows.
  ///
  /// - Throws: ``SQLFailure``.
  package func run(_ text: String) throws {
    try forEachStatement(in: text) { statement in try statement.forEachRow { _ in } }
  }
}
