import SQLText
import SQLite

/// A condition on `files f`: one expression, which can't reach beyond the parentheses that are put around it.
struct ExtractCondition {
  /// The condition as it was given.
  let text: String

  /// - Throws: ``ConditionFault`` where the text can be no expression, whatever the schema.
  init(_ text: String) throws(ConditionFault) {
    self.text = text
    if let fault = Self.fault(in: text) { throw fault }
  }

  /// The files of an export that it chooses.
  ///
  /// The line breaks keep a comment at the condition's end from taking the parenthesis with it.
  func query(exportID: Int64) -> String { Self.head(exportID) + text + Self.tail }

  private static func head(_ exportID: Int64) -> String {
    "SELECT f.* FROM main.files f WHERE f.export_id = \(exportID) AND (\n"
  }
  private static let tail = "\n)"

  /// Compiles it by itself, so that a fault is told in its own text.
  ///
  /// - Returns: the names of its parameters.
  /// - Throws: ``SQLFailure`` or ``ConditionFault``, whose text is the condition's.
  func parameterNames(on connection: Connection) throws -> [String] {
    do {
      return try connection.withStatement(query(exportID: 0)) { $0.parameterNames }
    } catch let failure as SQLFailure {
      throw own(failure)
    }
  }

  /// A failure as one of the condition's own text.
  private func own(_ failure: SQLFailure) -> any Error {
    let start = Self.head(0).utf8.count
    let offset = failure.offset.map { $0 - start }
    for prefix in ["misuse of aggregate function ", "misuse of aggregate: ", "misuse of window function "] {
      guard failure.message.hasPrefix(prefix) else { continue }
      let name = String(failure.message.dropFirst(prefix.count).prefix { $0 != "(" })
      return ConditionFault(.aggregate(name.lowercased()), in: text, at: SQLToken.offset(ofName: name, in: text))
    }
    if let offset, offset >= text.utf8.count {
      return ConditionFault(.incomplete, in: text, at: Self.end(of: text))
    }
    var own = failure
    own.sql = text
    own.offset = offset.flatMap { $0 >= 0 ? $0 : nil }
    return own
  }

  /// Behind the last thing that is no white space or comment.
  private static func end(of text: String) -> Int {
    SQLToken.tokens(of: text).last { $0.kind != .space && $0.kind != .comment }?.range.upperBound ?? 0
  }

  private static func fault(in text: String) -> ConditionFault? {
    let bytes = Array(text.utf8)
    if let nul = bytes.firstIndex(of: 0) { return ConditionFault(.nul, in: text, at: nul) }
    var open: [Int] = []
    var isEmpty = true
    for token in SQLToken.tokens(of: bytes) {
      let start = token.range.lowerBound
      if !token.isClosed { return ConditionFault(.unclosed(token.kind), in: text, at: start) }
      if token.kind == .space || token.kind == .comment { continue }
      if isEmpty, token.kind == .word {
        let word = String(decoding: bytes[token.range], as: UTF8.self).uppercased()
        if ["SELECT", "VALUES", "WITH"].contains(word) { return ConditionFault(.statement(word), in: text, at: start) }
      }
      isEmpty = false
      guard token.kind == .punctuation else { continue }
      switch bytes[start] {
      case UInt8(ascii: ";"): return ConditionFault(.semicolon, in: text, at: start)
      case UInt8(ascii: "("): open.append(start)
      case UInt8(ascii: ")"):
        if open.popLast() == nil { return ConditionFault(.closesTooMuch, in: text, at: start) }
      default: break
      }
    }
    if isEmpty { return ConditionFault(.empty, in: text) }
    return open.last.map { ConditionFault(.unclosedParenthesis, in: text, at: $0) }
  }
}
