/// A key, or what a person did with several.
enum Key: Equatable, Sendable {
  /// Typed text, of one or more printable characters.
  case text(String)
  /// Text from the clipboard, marked as such by the terminal.
  case paste(String)
  /// A letter or sign with Ctrl, as `.control("a")`.
  case control(Character)
  /// A letter or sign with Alt (or after Esc), as `.meta("b")`.
  case meta(Character)
  case enter, metaEnter
  case tab, backTab
  case backspace, metaBackspace
  case escape
  case up, down, left, right
  case wordLeft, wordRight
  case home, end, textStart, textEnd
  case pageUp, pageDown
  case insert, delete, wordDelete
  /// A sequence of a key that is not used here.
  case unknown
}
