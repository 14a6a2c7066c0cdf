/// The English of this target.
enum EditorMessages {
  static let search = "search: "
  static let failingSearch = "not found: "

  static func more(_ count: Int) -> String {
    "… \(count) more"
  }
}
