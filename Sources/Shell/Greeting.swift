import Catalogs
import ControlText
import DisplayWidth
import Output
import SQLite

/// What an interactive session says first. It fits the window: names are shortened in the middle, sentences wrapped.
struct Greeting {
  /// The columns of the window; nil where there is none.
  let width: Int?

  /// - Parameters:
  ///   - path: the catalog's.
  ///   - exports: name, project, number of files and time of import of each, the newest first.
  ///   - queries: how many saved queries there are.
  ///   - isWritable: whether statements may write.
  ///   - olderVersion: the version of a catalog that an older program made; nil for one of today's.
  func text(path: String, exports: QueryResult, queries: Int, isWritable: Bool, olderVersion: Int? = nil) -> String {
    var lines = [
      line(before: "Pressmark \(Version.text), ", "\(visible: path)", after: [isWritable ? ", writable" : ""])
    ]
    if exports.rows.isEmpty {
      lines.append(wrapped("No exports yet: pressmark import FILE brings one in."))
    } else {
      let shown = exports.rows.prefix(5)
      for row in shown {
        let project = row[1] == .null ? "" : ", project \(visible: row[1].description)"
        let files = Int(row[2].description).map(GroupedNumber.text) ?? "0"
        let imported = ", imported \(visible: String(row[3].description.prefix(10)))"
        lines.append(
          line(before: "  ", "\(visible: row[0].description)", after: ["\(project), \(files) files", imported]))
      }
      if exports.rows.count > shown.count { lines.append("  and \(exports.rows.count - shown.count) more: .exports") }
    }
    if let olderVersion {
      lines.append(wrapped("The catalog is of version \(olderVersion): pressmark upgrade makes questions faster."))
    }
    lines.append(wrapped("\(queries) saved queries: .queries. SQL ends in a semicolon; .help helps, .quit leaves."))
    return lines.map { $0 + "\n" }.joined()
  }

  /// A line about a name. The name is shortened; where little of it would be left, the last parts are left out instead.
  private func line(before start: String, _ name: String, after parts: [String]) -> String {
    guard let width else { return start + name + parts.joined() }
    let nameWidth = DisplayWidth.of(name)
    for count in stride(from: parts.count, through: 0, by: -1) {
      let end = parts.prefix(count).joined()
      let room = width - DisplayWidth.of(start) - DisplayWidth.of(end)
      if room >= min(nameWidth, 16) || count == 0 { return start + Self.shortened(name, to: max(room, 1)) + end }
    }
    return start + name
  }

  /// A text of at most some columns: its middle is left out where it is longer.
  static func shortened(_ text: String, to columns: Int) -> String {
    guard DisplayWidth.of(text) > columns else { return text }
    // The end of a path or a name says more than its beginning.
    let head = DisplayWidth.prefix(of: text, fitting: (columns - 1) / 3)
    var tail: [Character] = []
    var room = columns - 1 - DisplayWidth.of(head)
    for character in text.reversed() {
      room -= DisplayWidth.of(String(character))
      guard room >= 0 else { break }
      tail.append(character)
    }
    return head + "…" + String(tail.reversed())
  }

  /// A text in lines of the window's width, broken between words.
  private func wrapped(_ text: String) -> String {
    guard let width else { return text }
    var lines = [""]
    for word in text.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if DisplayWidth.of(last) + 1 + DisplayWidth.of(word) <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }
}
