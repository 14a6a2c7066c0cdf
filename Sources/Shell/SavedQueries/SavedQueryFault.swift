import ByteText
import Catalogs
import ControlText
import Output
import SQLText
import SQLite

/// What is wrong with a saved query, and where.
struct SavedQueryFault: Error {
  let path: String
  /// From 1; nil where it is the whole file.
  let line: Int?
  let text: String
}

extension SavedQueryFault: CustomStringConvertible {
  var description: String { "\(visible: path)\(line.map { ":\($0)" } ?? ""): \(text)" }
}

extension Session {
  /// Checks a saved query without running it: its file, its header, and its statements, as far as they compile.
  func savedQueryFaults(_ name: String) throws -> [SavedQueryFault] {
    let queries = try savedQueries()
    if let fault = queries.faults.first(where: { $0.name.hasSameBytes(as: name) }) {
      return [SavedQueryFault(path: fault.path, line: nil, text: OutputMessages.reason(of: fault))]
    }
    let query = try queries.query(name)
    let path = query.path ?? name
    let lines = query.sql.split(separator: "\n", omittingEmptySubsequences: false)
    func line(declaring name: String) -> Int? {
      let index = lines.firstIndex { line in
        let comment = line.drop { $0 == "-" || $0.isWhitespace }
        return comment.dropFirst().prefix { $0 == "_" || $0.isLetter || $0.isNumber } == name
      }
      return index.map { $0 + 1 }
    }
    var faults: [SavedQueryFault] = []
    for parameter in query.parameters {
      guard case .unknown(let word)? = parameter.type else { continue }
      let fault = ParameterFault(parameter: parameter.name, value: "", reason: .unknownType(word))
      faults.append(SavedQueryFault(path: path, line: line(declaring: parameter.name), text: "\(fault)"))
    }
    guard catalog != nil else { return faults }
    var used: Set<String> = []
    do {
      guard try compile(query, noting: &used) else { return faults }
    } catch let failure as SQLFailure {
      return faults + [
        SavedQueryFault(path: path, line: Self.line(of: failure, in: query.sql), text: text(of: failure))
      ]
    }
    for parameter in query.parameters where !used.contains(parameter.name) {
      faults.append(
        SavedQueryFault(
          path: path, line: line(declaring: parameter.name), text: ShellMessages.unusedParameter(parameter.name)))
    }
    return faults
  }

  /// - Returns: whether all of it could be compiled: what uses a table that an earlier statement makes can't be.
  private func compile(_ query: SavedQuery, noting used: inout Set<String>) throws -> Bool {
    var count = 0
    var isWhole = true
    var names: Set<String> = []
    do {
      try withConnection { connection in
        try connection.forEachStatement(in: query.sql) { statement in
          count += 1
          names.formUnion(statement.parameterNames)
          if statement.columnCount == 0 { isWhole = false }
        }
      }
    } catch {
      if isWhole { throw error }
    }
    if count == 0, isWhole {
      throw SQLFailure(reason: .other, code: 21, message: "there is no statement in it", sql: query.sql)
    }
    used = names
    return isWhole
  }

  /// The line of a query's text where a statement failed; the statement itself may begin anywhere in it.
  private static func line(of failure: SQLFailure, in text: String) -> Int? {
    guard let offset = failure.offset else { return nil }
    let whole = Array(text.utf8)
    let part = Array(failure.sql.utf8)
    guard part.count <= whole.count else { return nil }
    let start = (0...(whole.count - part.count)).first { whole[$0..<$0 + part.count].elementsEqual(part) } ?? 0
    return 1 + whole.prefix(start + offset).count { $0 == 0x0A }
  }

  private func text(of failure: SQLFailure) -> String { ShellMessages.text(of: failure) }
}
