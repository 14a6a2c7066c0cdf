import ControlText

extension ByteWriter {
  /// Text within HTML, its controls visible.
  ///
  /// - Parameter layout: whether line breaks and tabs stay.
  func html(_ text: String, _ layout: ControlText.Layout = .line) {
    ControlText.forEachScalar(in: text) { scalar, isControl in
      if let entity = HTMLText.entity(scalar) {
        self.text(entity)
      } else if isControl, !layout.keeps(scalar) {
        self.text(ControlText.escape(scalar))
      } else {
        self.scalar(scalar)
      }
    }
  }
}

/// Text within HTML.
enum HTMLText {
  /// The entity of a character that has a meaning in HTML; nil for every other character.
  static func entity(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    default: nil
    }
  }
}
