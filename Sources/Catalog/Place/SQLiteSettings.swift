import CSQLiteImposter

/// What is set once for all connections of the process.
enum SQLiteSettings {
  /// Has SQLite take a path that begins with `file:` as any other, also in a statement that attaches it.
  ///
  /// Where SQLite was used before in this process it stays as it is: then only the paths that we hand over are safe,
  /// which never begin so.
  static func takePathsLiterally() { _ = isSet }

  private static let isSet: Bool = pressmark_take_paths_literally() == 0
}
