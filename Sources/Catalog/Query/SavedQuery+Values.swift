extension SavedQuery {
  /// The value of every parameter: those given, else the defaults, with `latest` and `previous` resolved.
  ///
  /// - Parameters:
  ///   - given: values by name, without prefix.
  ///   - connection: a catalog's connection.
  ///   - chosen: the export to take for the latest; nil for the newest.
  /// - Throws: ``SavedQueryError`` where a parameter is unknown or missing, ``CatalogError`` where a value should be
  ///   an export's name and is none, ``SQLFailure`` where the query does not compile.
  public func values(
    given: [String: QueryValue], on connection: Connection, chosen: String? = nil
  ) throws -> [String: QueryValue] {
    let parameters = try self.parameters(given: given, on: connection)
    var values: [String: QueryValue] = [:]
    var missing: [Parameter] = []
    for parameter in parameters {
      guard let value = given[parameter.name] ?? parameter.defaultValue else {
        missing.append(parameter)
        continue
      }
      values[parameter.name] = value
      guard parameter.namesAnExport else { continue }
      // An export's name can look like a number; names are text.
      if case .null = value { continue }
      if let word = ExportWord(value) {
        values[parameter.name] = .text(try word.name(on: connection, chosen: chosen))
      } else {
        values[parameter.name] = .text(try connection.export(named: value.description).name)
      }
    }
    guard missing.isEmpty else { throw SavedQueryError.missingParameters(missing, query: self) }
    return values
  }

  /// The header's parameters, and those that only the SQL has.
  ///
  /// - Parameters:
  ///   - given: values by name, all of which must be known.
  ///   - connection: a catalog's connection.
  /// - Throws: ``SavedQueryError`` where a given parameter is unknown, ``SQLFailure`` where the query does not compile.
  public func parameters(given: [String: QueryValue] = [:], on connection: Connection) throws -> [Parameter] {
    var all = parameters
    try connection.forEachStatement(in: sql) { statement in
      for name in statement.parameterNames where !all.contains(where: { $0.name == name }) {
        all.append(Parameter(name: name, defaultValue: nil, description: ""))
      }
    }
    for name in given.keys.sorted() where !all.contains(where: { $0.name == name }) {
      let nearest = NearestNames.find(name, among: all.map(\.name))
      throw SavedQueryError.unknownParameter(name: name, query: self, nearest: nearest)
    }
    return all
  }
}

extension [String: QueryValue] {
  /// Values for ad-hoc SQL: `latest` and `previous` are resolved for `:export`, `:old` and `:new`.
  ///
  /// - Parameters:
  ///   - connection: a catalog's connection.
  ///   - chosen: the export to take for the latest; nil for the newest.
  /// - Throws: ``CatalogError`` where there is no such export.
  public func resolvingExports(on connection: Connection, chosen: String? = nil) throws -> [String: QueryValue] {
    var values = self
    for (name, value) in self where ExportWord.parameterNames.contains(name) {
      if let word = ExportWord(value) { values[name] = .text(try word.name(on: connection, chosen: chosen)) }
    }
    return values
  }
}
