import ByteText
public import SQLite

extension SavedQuery {
  /// The value of every parameter: those given, else the defaults, each checked against its type, with `latest` and
  /// `previous` resolved.
  ///
  /// - Parameters:
  ///   - given: values by name, without prefix.
  ///   - connection: a catalog's connection.
  ///   - chosen: the export to take for the latest; nil for the newest.
  /// - Throws: ``SavedQueryError`` where a parameter is unknown or missing, ``ParameterFault`` where a value is not of
  ///   its type, ``CatalogError`` where a value should be an export's name and is none, or the catalog has no export,
  ///   ``SQLFailure`` where the query does not compile.
  public func values(
    given: [String: QueryValue], on connection: Connection, chosen: String? = nil
  ) throws -> [String: QueryValue] {
    let parameters = try self.parameters(given: given, on: connection)
    let missing = parameters.filter { given[$0.name] == nil && $0.defaultValue == nil }
    guard missing.isEmpty else { throw SavedQueryError.missingParameters(missing, query: self) }
    if isAboutExports, try connection.rows("SELECT 1 FROM exports LIMIT 1").isEmpty { throw CatalogError.noExports }
    var values: [String: QueryValue] = [:]
    for parameter in parameters {
      guard let value = given[parameter.name] ?? parameter.defaultValue else { continue }
      values[parameter.name] = try parameter.checked(value, on: connection, chosen: chosen)
    }
    return values
  }

  /// Whether it makes no sense for an empty catalog: true for built-in queries, and for those with a parameter for an
  /// export or for something in one.
  private var isAboutExports: Bool {
    path == nil
      || parameters.contains { parameter in
        switch parameter.type {
        case .label, .labels, .person, .id: true
        default: parameter.namesAnExport
        }
      }
  }

  /// A value that a person typed for a parameter, before it is checked; see ``Parameter/value(of:)``.
  ///
  /// - Parameters:
  ///   - name: the parameter's; the query need not have it.
  ///   - text: what was typed.
  public func value(of name: String, _ text: String) -> QueryValue {
    parameters.first { $0.name == name }?.value(of: text) ?? QueryValue(typed: text)
  }

  /// The parameters: those of the header, then those that only the SQL has.
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
      var query = self
      query.parameters = all
      throw SavedQueryError.unknownParameter(name: name, query: query, nearest: nearest)
    }
    return all
  }
}

extension [String: QueryValue] {
  /// Values for ad-hoc SQL: `latest` and `previous` are resolved for `:export`, `:old` and `:new`, and a
  /// name for `:export` must be that of an export.
  ///
  /// - Parameters:
  ///   - connection: a catalog's connection.
  ///   - chosen: the export to take for the latest; nil for the newest.
  /// - Throws: ``CatalogError`` where there is no such export.
  public func resolvingExports(on connection: Connection, chosen: String? = nil) throws -> [String: QueryValue] {
    var values = self
    for (name, value) in self where ExportWord.parameterNames.contains(name) {
      if let word = ExportWord(value) {
        values[name] = .text(try word.name(on: connection, chosen: chosen))
      } else if name == "export", case .text(let text) = value {
        values[name] = .text(try connection.export(named: text, chosen: chosen).name)
      }
    }
    return values
  }

  /// The values for a statement of ad-hoc SQL, with those of ``ExportWord/init(parameter:)`` that are not given.
  ///
  /// - Parameters:
  ///   - names: the statement's parameters.
  ///   - connection: a catalog's connection.
  ///   - chosen: the export to take for the latest; nil for the newest.
  /// - Throws: ``CatalogError`` where there is no such export.
  package func addingExports(
    for names: [String], on connection: Connection, chosen: String? = nil
  ) throws -> [String: QueryValue] {
    var values = self
    for name in names where values[name] == nil {
      guard let word = ExportWord(parameter: name) else { continue }
      values[name] = .text(try word.name(on: connection, chosen: chosen))
    }
    return values
  }
}
