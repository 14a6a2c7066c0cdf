/// What a person did at the keyboard.
enum Key: Equatable, Sendable {
  /// Typed text, of one or more printable characters.
  case text(String)
  /// Text from the clipboard, marked as such by the terminal.
  case paste(String)
  /// A letter or sign together with Ctrl, as `.control("a")`.
  case control(Character)
  /// A letter or sign together with Alt (or after Esc), as `.meta("b")`.
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
  /// Something that no key of ours sends.
  case unknown
}
