extension DefaultStringInterpolation {
  /// Puts a name or another piece of data into a message, on one line and visibly.
  ///
  /// ```swift
  /// "there is no export \(visible: "a\u{1B}[31m\nb")"  // there is no export a\x1b[31m\nb
  /// ```
  package mutating func appendInterpolation(visible text: String) { appendLiteral(ControlText.visible(text)) }
}
