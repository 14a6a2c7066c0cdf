extension Connection {
  /// Runs the statements of a text, whose rows nobody asks for.
  ///
  /// - Throws: ``SQLFailure``.
  package func run(_ text: String) throws {
    try forEachStatement(in: text) { statement in try statement.forEachRow { _ in } }
  }
}
