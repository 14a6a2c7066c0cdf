/// How a named parameter is written.
struct ParameterForm: Rewrite {
  let prefix: String
  let suffix: String
  /// What stands for NULL where a value is always a text; nil where a parameter can be NULL itself.
  let null: String?

  init(_ prefix: String, _ suffix: String = "", null: String? = nil) {
    (self.prefix, self.suffix, self.null) = (prefix, suffix, null)
  }

  func apply(to text: inout TokenText) {
    for position in text.positions {
      guard let name = text.parameter(position) else { continue }
      let parameter = prefix + name + suffix
      if let null, text.nullable.contains(name) {
        text.replace(position, with: "nullif(\(parameter), \(null))")
      } else {
        text.replace(position, with: parameter)
      }
    }
  }
}
