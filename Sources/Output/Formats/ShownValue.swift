import Catalogs
import ControlText
import DisplayWidth
import SQLite

/// A value as a person reads it: one line, its controls visible.
///
/// NULL is `NULL`. The text NULL is written with quotes, and one that has quotes already gets more: they can be told
/// apart.
struct ShownValue {
  var text: String
  /// The columns it takes on a terminal.
  var width: Int
  var isNumber = false
  var isNull = false

  init(_ value: ResultValue) {
    switch value {
    case .null:
      self.init(plain: "NULL")
      isNull = true
    case .integer(let number):
      self.init(plain: String(number))
      isNumber = true
    case .real(let number):
      self.init(plain: RealText.text(number))
      isNumber = true
    case .text(let bytes):
      if ControlText.isPlain(bytes) {
        self.init(plain: String(decoding: bytes, as: UTF8.self))
        if bytes.count >= 4, Self.looksLikeNull(text) { self.init(plain: "'\(text)'") }
      } else {
        self.init(ControlText.visible(bytes))
      }
    case .blob(let bytes):
      self.init(plain: QueryValue.blob(Array(bytes)).description)
    }
  }

  /// A text without controls.
  init(_ text: String) {
    self.text = text
    width = DisplayWidth.of(text)
  }

  /// A name of a column.
  init(name: String) { self.init(ControlText.visible(name)) }

  private init(plain text: String) {
    self.text = text
    width = text.utf8.count
  }

  private static func looksLikeNull(_ text: String) -> Bool {
    var inner = text[...]
    while inner.utf8.count > 4, inner.first == "'", inner.last == "'" { inner = inner.dropFirst().dropLast() }
    return inner == "NULL"
  }

  /// The text cut to a width, with an ellipsis where something was left out.
  func cut(to width: Int, ellipsis: String) -> (text: String, width: Int) {
    guard self.width > width else { return (text, self.width) }
    var taken = 0
    var result = ""
    for character in text {
      let next = DisplayWidth.of(character)
      if taken + next > width - 1 { break }
      taken += next
      result.append(character)
    }
    return (result + ellipsis, taken + 1)
  }
}
