import ByteText
package import SQLite

extension SavedQuery.Parameter {
  /// Checks a value against the parameter's type, and converts it to the value that the SQL gets: a number or text.
  ///
  /// Labels, people and files are looked for in the whole catalog: where only the chosen export lacks one, an answer
  /// without rows is correct. An empty value means NULL where that is the default.
  ///
  /// - Parameters:
  ///   - value: as it was given, or the default.
  ///   - connection: a catalog's connection.
  ///   - chosen: the export to take for the latest; nil for the newest.
  /// - Throws: ``ParameterFault``; ``CatalogError`` where it should be an export's name and is none.
  package func checked(_ value: QueryValue, on connection: Connection, chosen: String? = nil) throws -> QueryValue {
    if case .null = value { return .null }
    if defaultValue == .null, type != nil, value.description.isEmpty { return .null }
    if namesAnExport { return .text(try Self.export(value, on: connection, chosen: chosen)) }
    guard let type else { return value }
    let text = value.description
    func fault(_ reason: ParameterFault.Reason, _ part: String? = nil) -> ParameterFault {
      ParameterFault(parameter: name, value: part ?? text, reason: reason)
    }
    switch type {
    case .text, .export: return .text(text)
    case .unknown(let word): throw fault(.unknownType(word))
    case .number: return try ParameterNumber.decimal(text).value(or: fault)
    case .count, .days: return try ParameterNumber.whole(text).value(or: fault)
    case .date:
      switch ParameterDate(text) {
      case .date(let date): return .text(date)
      case .noSuchDate: throw fault(.noSuchDate)
      case .notADate: throw fault(.notADate)
      }
    case .choice(let words):
      guard words.contains(where: { $0.utf8.elementsEqual(text.utf8) }) else {
        throw fault(.notAChoice(words, nearest: NearestNames.find(text, among: words)))
      }
    case .label: try Self.checkLabel(text, on: connection, or: fault)
    case .labels:
      // The queries split the list in the same way: at commas. The blanks around a part can be the label's own.
      let parts = text.split(separator: ",").filter { !Self.withoutBlanks($0).isEmpty }
      if parts.isEmpty { throw fault(.noLabels) }
      for part in parts {
        if try Self.isLabel(String(part), on: connection) { continue }
        try Self.checkLabel(Self.withoutBlanks(part), on: connection, or: fault)
      }
    case .person:
      let sql = "SELECT EXISTS (SELECT 1 FROM files WHERE author_name = :text OR validator_name = :text)"
      guard try connection.rows(sql, parameters: ["text": .text(text)]) != [[1]] else { break }
      let all = "SELECT author_name FROM files UNION SELECT validator_name FROM files WHERE validator_name IS NOT NULL"
      throw fault(.noPerson(nearest: NearestNames.find(text, among: try connection.names(all))))
    case .id:
      let sql = """
        SELECT EXISTS (SELECT 1 FROM exports e JOIN files f ON f.export_id = e.export_id AND f.file_id = :text)
        """
      guard try connection.rows(sql, parameters: ["text": .text(text)]) == [[1]] else { throw fault(.noFile) }
    }
    return .text(text)
  }

  private static func export(_ value: QueryValue, on connection: Connection, chosen: String?) throws -> String {
    // An export's name can look like a number.
    try connection.export(named: value.description, chosen: chosen).name
  }

  private static func checkLabel(
    _ text: String, on connection: Connection, or fault: (ParameterFault.Reason, String?) -> ParameterFault
  ) throws {
    if try isLabel(text, on: connection) { return }
    let names = try connection.names("SELECT DISTINCT name FROM attributes")
    throw fault(.noLabel(nearest: NearestNames.find(text, among: names)), text)
  }

  private static func isLabel(_ text: String, on connection: Connection) throws -> Bool {
    let sql =
      "SELECT EXISTS (SELECT 1 FROM attributes WHERE name = :text OR CAST(attribute_id AS TEXT) = :text)"
    return try connection.rows(sql, parameters: ["text": .text(text)]) == [[1]]
  }

  private static func withoutBlanks(_ text: Substring) -> String {
    var text = text
    while text.utf8.first == UInt8(ascii: " ") { text.removeFirst() }
    while text.utf8.last == UInt8(ascii: " ") { text.removeLast() }
    return String(text)
  }
}

extension Connection {
  /// The texts of a statement's first column.
  fileprivate func names(_ sql: String) throws -> [String] { try rows(sql).map { $0[0].description } }
}

/// A number that a person typed: ASCII digits, with `-` and a fraction where the type has them. An exponent, a `+` and
/// blanks are not allowed.
private enum ParameterNumber {
  case value(QueryValue)
  case fault(ParameterFault.Reason)

  static func whole(_ text: String) -> Self {
    guard isDigits(text.utf8[...]) else { return .fault(.notACount) }
    return Int64(text).map { .value(.integer($0)) } ?? .fault(.tooLarge)
  }

  static func decimal(_ text: String) -> Self {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy(isDigits) else { return .fault(.notANumber) }
    if parts.count == 1 { return Int64(text).map { .value(.integer($0)) } ?? .fault(.tooLarge) }
    guard let number = Double(text), number.isFinite else { return .fault(.tooLarge) }
    return .value(.real(number))
  }

  func value(or fault: (ParameterFault.Reason, String?) -> ParameterFault) throws -> QueryValue {
    switch self {
    case .value(let value): return value
    case .fault(let reason): throw fault(reason, nil)
    }
  }

  private static func isDigits(_ text: Substring.UTF8View) -> Bool {
    !text.isEmpty && text.allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// A date that a person typed: `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`, also with a `T` in between. It becomes text in the
/// form of the exports' dates, so that it can be compared with them.
private enum ParameterDate {
  case date(String)
  case noSuchDate
  case notADate

  init(_ text: String) {
    var bytes = Array(text.utf8)
    guard bytes.count == 10 || bytes.count == 16 else {
      self = .notADate
      return
    }
    if bytes.count == 16, bytes[10] == UInt8(ascii: "T") { bytes[10] = UInt8(ascii: " ") }
    let pattern = Array("0000-00-00 00:00".utf8)
    let fits = zip(bytes, pattern).allSatisfy { byte, wanted in
      wanted == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == wanted
    }
    guard fits else {
      self = .notADate
      return
    }
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(month), (1...lengths[month - 1]).contains(day),
      bytes.count == 10 || number(11..<13) < 24 && number(14..<16) < 60
    else {
      self = .noSuchDate
      return
    }
    self = .date(String(decoding: bytes, as: UTF8.self))
  }
}
