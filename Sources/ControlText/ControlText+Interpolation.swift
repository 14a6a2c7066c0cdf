extension DefaultStringInterpolation {
  /// Inserts a name or other data into a message, on one line and with its controls escaped.
  ///
  /// ```swift
  /// "there is no export \(visible: "a\u{1B}[31m\nb")"  // there is no export a\x1b[31m\nb
  /// ```
  package mutating func appendInterpolation(visible text: String) { appendLiteral(ControlText.visible(text)) }
}
