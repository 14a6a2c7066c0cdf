extension Connection {
  /// The files of the databases that are open on the connection: the main one and those attached.
  ///
  /// - Throws: ``SQLFailure``.
  public func databasePaths() throws -> [String] {
    try rows("SELECT file FROM pragma_database_list WHERE file <> ''").compactMap(\.first?.text)
  }
}
