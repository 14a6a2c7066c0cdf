import SQLText
public import SQLite

extension Catalog {
  /// Writes an export as `annotation.json`, with the same values in the same order as it was read.
  ///
  /// - Parameters:
  ///   - name: the export's, or `latest` or `previous`.
  ///   - condition: one SQL expression on `files f`, which is true for the records to write; nil for all records.
  ///   - parameters: the values of the condition's parameters, by name without prefix.
  ///   - output: receives the bytes piece by piece.
  /// - Returns: the number of records written.
  /// - Throws: ``CatalogError`` where there is no such export, ``ConditionFault`` where the condition is no expression,
  ///   ``SQLFailure``, and what `output` throws.
  public func extract(
    _ name: String, where condition: String? = nil, parameters: [String: QueryValue] = [:],
    _ output: ([UInt8]) throws -> Void
  ) throws -> Int {
    let export = try export(named: name)
    let condition = try condition.map { text in try ExtractCondition(text) }
    return try withConnection { connection in
      let names = try condition?.parameterNames(on: connection) ?? []
      if let unused = parameters.keys.sorted().first(where: { !names.contains($0) }) {
        throw ConditionFault(.noParameter(unused, known: names), in: condition?.text ?? "")
      }
      if let condition, let missing = names.first(where: { parameters[$0] == nil }) {
        throw ConditionFault(
          .missingParameter(missing), in: condition.text, at: SQLToken.offset(ofParameter: missing, in: condition.text))
      }
      let parameters = try parameters.resolvingExports(on: connection)
      return try Extractor(
        connection: connection, exportID: export.exportID, condition: condition, parameters: parameters
      ).run(output)
    }
  }
}
