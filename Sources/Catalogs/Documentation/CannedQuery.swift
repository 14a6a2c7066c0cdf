import ByteText
import SQLText
import SQLite

/// A saved query as a canned query of Datasette.
///
/// Datasette binds every parameter as text, which is empty where nothing was typed. So each parameter is replaced by an
/// expression that uses the default for an empty text, converts numbers, and understands `latest` and `previous`.
struct CannedQuery: Encodable {
  let title: String
  let description: String
  let params: [String]
  let sql: String
  let hidesSQL = true

  /// Datasette's own spellings.
  private enum CodingKeys: String, CodingKey {
    case title, params, sql
    case description = "description_html"
    case hidesSQL = "hide_sql"
  }

  /// - Parameters:
  ///   - query: the saved query.
  ///   - compiler: says which parameters its SQL has.
  init(_ query: SavedQuery, compiler: QueryCompiler) {
    var query = query
    query.parameters = compiler.parameters(of: query)
    title = query.title
    params = query.parameters.map(\.name)
    description = Self.page(of: query)
    sql = Self.text(of: query)
  }

  private static func text(of query: SavedQuery) -> String {
    let bytes = Array(query.sql.utf8)
    let values = Dictionary(query.parameters.map { ($0.name, expression($0)) }) { first, _ in first }
    var text: [UInt8] = []
    for token in SQLToken.tokens(of: bytes) {
      // The header is shown above the query.
      if text.isEmpty, token.kind == .comment || token.kind == .space { continue }
      let name = String(decoding: bytes[token.range].dropFirst(), as: UTF8.self)
      // Datasette knows only the spelling `:name` of a parameter.
      if token.isNamedParameter(in: bytes), let value = values[name] {
        text.append(contentsOf: value.utf8)
      } else {
        text.append(contentsOf: bytes[token.range])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func expression(_ parameter: SavedQuery.Parameter) -> String {
    let typed = "nullif(:\(parameter.name), '')"
    if parameter.namesAnExport {
      let fallback = parameter.defaultValue.map(literal) ?? "NULL"
      return """
        (CASE coalesce(\(typed), \(fallback)) WHEN 'latest' THEN \(ExportOrder.name(0)) WHEN 'previous' THEN \(ExportOrder.name(1)) \
        ELSE coalesce(\(typed), \(fallback)) END)
        """
    }
    return switch parameter.defaultValue {
    case .integer, .real: "CAST(coalesce(\(typed), \(literal(parameter.defaultValue ?? .null))) AS NUMERIC)"
    case .text(let text): "coalesce(\(typed), \(literal(.text(text))))"
    case .null: typed
    case .blob, nil: parameter.type?.isNumeric == true ? "CAST(:\(parameter.name) AS NUMERIC)" : ":\(parameter.name)"
    }
  }

  private static func literal(_ value: QueryValue) -> String {
    guard case .text(let text) = value else { return value.description }
    return "'" + text.doubling("'") + "'"
  }

  private static func page(of query: SavedQuery) -> String {
    var lines = ["<p>\(escaped(query.description))</p>"]
    if !query.parameters.isEmpty {
      let items = query.parameters.map { parameter in
        let value = parameter.defaultValue.map { " Left empty: \($0)." } ?? ""
        let type = parameter.type.map { " (\(escaped($0.description)))" } ?? ""
        return "<li><code>\(parameter.name)</code>\(type) \(escaped(parameter.description + "." + value))</li>"
      }
      lines.append("<ul>\(items.joined())</ul>")
    }
    return lines.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}
