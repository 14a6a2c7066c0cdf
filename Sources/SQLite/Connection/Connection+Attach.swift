extension Connection {
  /// Attaches a database for reading. The path is the name of a file, never a URI.
  ///
  /// See <https://sqlite.org/lang_attach.html>.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - name: the name that its tables are qualified with.
  /// - Throws: ``DatabaseFault`` if it is no database or can't be read, ``SQLFailure``.
  public func attach(_ path: String, as name: String) throws {
    let file = try DatabaseFile(path)
    try file.check(mayBeMissing: false)
    do {
      try attach(file, as: name)
    } catch DatabaseFault.needsRollback {
      file.undoKilledWriter(busyTimeout: .seconds(10))
      try attach(file, as: name)
    }
  }

  private func attach(_ file: DatabaseFile, as name: String) throws {
    do {
      try allowing {
        _ = try rows(
          "ATTACH :path AS \(SchemaNames.quoted(name))", parameters: ["path": .text(try file.pathForSQLite())])
      }
      do {
        // Attaching alone may read nothing of the file.
        try run("SELECT 1 FROM \(SchemaNames.quoted(name)).sqlite_master LIMIT 1")
      } catch {
        try? detach(name)
        throw error
      }
    } catch let failure as SQLFailure {
      throw DatabaseFault(code: failure.code, paths: [file.path], during: .opening(.readOnly)) ?? failure
    }
  }

  /// Detaches a database, if one is attached by this name.
  package func detach(_ name: String) throws {
    let attached = try rows("SELECT 1 FROM pragma_database_list WHERE name = :name", parameters: ["name": .text(name)])
    if !attached.isEmpty { try run("DETACH \(SchemaNames.quoted(name))") }
  }

  /// Runs a statement of the program itself, which may attach.
  func allowing<Value>(_ body: () throws -> Value) rethrows -> Value {
    guard let statements else { return try body() }
    return try statements.whileOurs(body)
  }
}
