import SQLText
public import SQLite

/// A query with a name: a `.sql` file that any SQLite tool can run, whose comment header says what it does.
///
/// ```sql
/// -- Files by status
/// -- How many files of an export have each status, by file type.
/// -- :export : export = latest   Name of the export
/// SELECT …
/// ```
public struct SavedQuery: Equatable, Sendable {
  /// A named parameter, as the header describes it.
  public struct Parameter: Equatable, Sendable {
    /// Without the `:`.
    public var name: String
    /// The value where none is given; nil where one must be.
    public var defaultValue: QueryValue?
    /// What the header says of it; empty where it says nothing.
    public var description: String
    /// What it takes; nil where the header does not say, so that any value is taken as it is.
    public var type: ParameterType?

    /// Describes a parameter.
    ///
    /// - Parameters:
    ///   - name: without the `:`.
    ///   - defaultValue: the value where none is given; nil where one must be.
    ///   - description: what it is, for people.
    ///   - type: what it takes; nil for any value.
    public init(
      name: String, defaultValue: QueryValue? = nil, description: String = "", type: ParameterType? = nil
    ) {
      self.name = name
      self.defaultValue = defaultValue
      self.description = description
      self.type = type
    }

    /// Whether its value is the name of an export, so that `latest` and `previous` are understood.
    public var namesAnExport: Bool {
      if let type { return type == .export }
      return ExportWord.parameterNames.contains(name) || defaultValue.flatMap(ExportWord.init) != nil
    }

    /// The parameter as a header declares it, such as `:days : days = 7`.
    public var declaration: String {
      ":\(name)" + (type.map { " : \($0)" } ?? "") + (defaultValue.map { " = \($0)" } ?? "")
    }
  }

  /// The file's name without `.sql`.
  public var name: String
  /// The first line of the header.
  public var title: String
  /// The lines of the header after the title, without the parameters.
  public var description: String
  /// The header's parameters, in order.
  public var parameters: [Parameter]
  /// How the result is drawn, or what is wrong with what the header says of it; nil where it says nothing.
  package var chart: Result<ChartRequest, ChartFault>?
  /// The whole text, header included.
  public var sql: String
  /// The file it was read from; nil for a built-in one.
  public var path: String?

  /// Reads the header of a query's text.
  ///
  /// The first comment line is the title, those after it are the description, and each line of the form
  /// `:name : type = default   Description` is a parameter; without ` = default` it must be given, without ` : type`
  /// it takes any value. Two spaces end the type and the default. A default in single quotes is text, `NULL` is null.
  /// A line `chart: bar name uses by status` says how the result is drawn.
  ///
  /// - Parameters:
  ///   - name: the query's name.
  ///   - text: the file's contents.
  ///   - path: the file.
  public init(name: String, text: String, path: String? = nil) {
    self.name = name
    self.path = path
    sql = text
    parameters = []
    var lines: [Substring] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.trimmed
      guard line.hasPrefix("--") else {
        if line.isEmpty { continue }
        break
      }
      let comment = line.dropFirst(2).trimmed
      if let parameter = Parameter(header: comment) {
        parameters.append(parameter)
      } else if comment.hasPrefix("chart:") {
        chart = Result { () throws(ChartFault) in try ChartRequest(header: comment.dropFirst("chart:".count)) }
      } else {
        lines.append(comment)
      }
    }
    title = lines.first.map(String.init) ?? ""
    description = lines.dropFirst().joined(separator: "\n")
    while description.hasSuffix("\n") { description.removeLast() }
  }
}

extension SavedQuery.Parameter {
  /// Reads `:name : type = default   Description`; nil where the line says something else.
  ///
  /// The name can also be spelled `$name` or `@name`, where a type or a default follows.
  init?(header line: Substring) {
    guard let sign = line.first, ":$@".contains(sign) else { return nil }
    let name = line.dropFirst().prefix { $0 == "_" || $0.isLetter || $0.isNumber }
    guard !name.isEmpty else { return nil }
    if sign != ":", !":=".contains(line[name.endIndex...].trimmed.first ?? " ") { return nil }
    self.name = String(name)
    var rest = line[name.endIndex...]
    (type, rest) = Self.type(rest)
    let afterName = rest.trimmed
    guard afterName.first == "=" else {
      guard rest.isEmpty || rest.first?.isWhitespace == true else { return nil }
      defaultValue = nil
      description = String(afterName)
      return
    }
    let value = afterName.dropFirst().trimmed
    let (text, remainder) = Self.cut(value, isEmpty: afterName.dropFirst().prefix(2).allSatisfy(\.isWhitespace))
    description = String(remainder.trimmed)
    if text.utf8.first == UInt8(ascii: "'"), text.utf8.count >= 2 {
      defaultValue = .text(SQLToken.unquoted(ArraySlice(Array(text.utf8))))
    } else if text == "NULL" {
      defaultValue = .null
    } else {
      defaultValue = Self.value(of: String(text), type)
    }
  }

  /// A value that a person typed, before it is checked: text where the type says so, even if it looks like a number.
  public func value(of text: String) -> QueryValue { Self.value(of: text, type) }

  private static func value(of text: String, _ type: ParameterType?) -> QueryValue {
    type.map { $0.isNumeric } ?? true ? QueryValue(typed: text) : .text(text)
  }

  /// Separates a type from the text after it: `: date = 2025-01-01`, `: choice(a|b)   Which`. Where a colon begins a
  /// description, there is no type.
  private static func type(_ rest: Substring) -> (ParameterType?, Substring) {
    let afterColon = rest.trimmed
    guard afterColon.first == ":" else { return (nil, rest) }
    let text = afterColon.dropFirst().trimmed
    let word = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    guard !word.isEmpty else { return (nil, rest) }
    var end = word.endIndex
    if end < text.endIndex, text[end] == "(" {
      guard let close = text[end...].firstIndex(of: ")") else { return (.unknown(String(text)), "") }
      end = text.index(after: close)
    }
    let behind = text[end...]
    let type = ParameterType(header: text[..<end])
    let ends =
      behind.isEmpty || behind.hasPrefix("  ") || behind.hasPrefix("\t") || behind.trimmed.first == "="
    if ends { return (type, behind) }
    // After a known type one space is enough; any other word begins a description.
    if case .unknown = type { return (nil, rest) }
    return behind.first?.isWhitespace == true ? (type, behind) : (nil, rest)
  }

  /// Separates a default from its description: at the closing quote, or at two spaces.
  private static func cut(_ value: Substring, isEmpty: Bool) -> (Substring, Substring) {
    if isEmpty { return ("", value) }
    if value.first == "'" {
      var end = value.index(after: value.startIndex)
      while end < value.endIndex {
        if value[end] == "'" {
          let next = value.index(after: end)
          guard next < value.endIndex, value[next] == "'" else { return (value[..<next], value[next...]) }
          end = next
        }
        end = value.index(after: end)
      }
      return (value, "")
    }
    guard let gap = value.indices.first(where: { value[$0...].hasPrefix("  ") || value[$0] == "\t" }) else {
      return (value, "")
    }
    return (value[..<gap], value[gap...])
  }
}
