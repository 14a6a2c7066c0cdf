/// The few words the editor itself shows.
enum EditorMessages {
  static let search = "search: "
  static let failingSearch = "not found: "

  static func more(_ count: Int) -> String {
    "… \(count) more"
  }
}
