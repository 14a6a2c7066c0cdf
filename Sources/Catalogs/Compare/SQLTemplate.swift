/// Puts values in the places of a text's `{names}`.
enum SQLTemplate {
  /// Fills in each place once; what is filled in is not looked at again, since an export's name can hold anything. Braces
  /// around another text stay.
  static func filled(_ text: String, _ values: [String: String]) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[rest.index(after: open)...]
      guard let close = rest.firstIndex(of: "}"), let value = values[String(rest[..<close])] else {
        result += "{"
        continue
      }
      result += value
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
