import Catalogs
import Interruption
import SQLText
package import SQLite

/// Runs the statements of a text, and writes their results in a format.
package struct QueryRunner {
  package var format: OutputFormat
  package var options: FormatOptions
  /// The values; parameters that mean an export need none.
  package var parameters: [String: QueryValue]

  package init(format: OutputFormat, options: FormatOptions, parameters: [String: QueryValue] = [:]) {
    self.format = format
    self.options = options
    self.parameters = parameters
  }

  /// Runs all statements, one after the other.
  ///
  /// - Parameters:
  ///   - text: SQL.
  ///   - connection: a catalog's connection.
  ///   - out: where results go; flushed also where a statement fails, with the rows until then, if it gave any.
  /// - Throws: ``SQLFailure``, ``OutputFailure``.
  package func run(_ text: String, on connection: Connection, to out: ByteWriter) throws {
    try connection.forEachStatement(in: text) { statement in
      try Interruption.check()
      // SQLite passes over a pragma that it does not know.
      if SQLHabit(statement.sql) != nil { throw SQLFailure(reason: .other, code: 1, message: "", sql: statement.sql) }
      try statement.bind(parameters.addingExports(for: statement.parameterNames, on: connection))
      guard statement.columnCount > 0 else {
        try statement.forEachRow { _ in }
        return
      }
      var writer = ResultWriter(format.make(options), columns: statement.columnNames, to: out)
      defer { out.flush() }
      do {
        try statement.forEachRow { row in
          try writer.row(row)
          try out.check()
          try Interruption.check()
        }
      } catch {
        writer.stop()
        throw error
      }
      try writer.end()
    }
    try out.check()
  }

  /// The parameters of the statements of a text.
  ///
  /// - Returns: their names; nil where the text does not compile, because running it says why.
  package static func parameterNames(in text: String, on connection: Connection) -> Set<String>? {
    var names: Set<String> = []
    do {
      try connection.forEachStatement(in: text) { names.formUnion($0.parameterNames) }
    } catch {
      return nil
    }
    return names
  }
}
