import Foundation

/// A folder in which every name and every text tries to steer the terminal.
enum HostileFolder {
  /// What is tried: a colour, OSC 52 (the clipboard), C1, DEL, marks of direction, a separator of lines, a tag, a space
  /// of no width.
  static let evil =
    "x\u{1B}[31m\u{1B}]52;c;QQ==\u{07}\u{9B}5n\u{7F}\u{202E}\u{2066}\u{61C}\u{2028}\u{E0041}\u{200B}\u{FEFF}y"
  static let export = "e\(evil)"
  static let otherExport = "o\(evil)"
  static let id = "id\(evil)"
  static let query = "q\(evil)"

  /// A sequence or a character of the tries, as the bytes that are shown contain it.
  static let signs = [
    "\u{1B}]", "x\u{1B}[31m", "\u{07}", "\u{9B}", "\u{7F}", "\u{202E}", "\u{2066}", "\u{61C}", "\u{2028}", "\u{E0041}",
    "\u{200B}", "\u{FEFF}",
  ]

  /// Makes it: `catalog.db` with two exports, `bad/` and `two.zip` which can't be imported, `queries/`.
  static func make() throws -> FaultFolder {
    let folder = try FaultFolder()
    func file(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: folder.url.appending(path: name)) }
    try file("first.json", record(status: "v", label: "a"))
    try file("\(evil).json", record(status: "d", label: "b"))
    let files = FileManager.default
    for name in ["queries", "bad"] {
      try files.createDirectory(at: folder.url.appending(path: name), withIntermediateDirectories: true)
    }
    try file("bad/\(evil).json", "[{\"\(evil)\": 1]")
    let line = evil.replacing("\u{2028}", with: "")
    try file(
      "queries/\(query).sql",
      "-- Title \(line)\n-- About \(line)\n-- :needed   What \(line)\nSELECT '\(evil)' AS \"\(evil)\", :needed\n")
    try files.createDirectory(
      at: folder.url.appending(path: "queries/bad\(evil).sql"), withIntermediateDirectories: true)
    let outcome = try Program.script(
      """
      set -e
      pressmark import first.json --as '\(export)' --project 7
      pressmark import *y.json --as '\(otherExport)' --project 7
      python3 -c '
      import zipfile
      z = zipfile.ZipFile("two.zip", "w")
      z.writestr("\(pythonText)/annotation.json", "[]")
      z.writestr("b/annotation.json", "[]")
      z.close()'
      """, in: folder.url)
    guard outcome.status == 0 else { throw NotMade(errors: outcome.errors) }
    return folder
  }

  private static var pythonText: String {
    evil.unicodeScalars.map { "\\U" + String(0x1_0000_0000 + UInt64($0.value), radix: 16).dropFirst() }.joined()
  }

  struct NotMade: Error { let errors: String }

  private static func record(status: String, label: String) -> String {
    let text = String(decoding: (try? JSONEncoder().encode(evil)) ?? Data(), as: UTF8.self).dropFirst().dropLast()
    return """
      [{"id": "id\(text)", "related_duplicates": 0,
        "attributes": [{"uid": "u\(text)", "attributes": [[1, 0, "\(label)\(text)", {"\(text)": "\(text)"}]]}],
        "author_name": "\(label)\(text)", "validator_name": "\(text)", "file_name": "\(text)", "file_type": "image",
        "status": "\(status)", "upload_date": "2025-01-01 10:00", "update_date": null, "rebound_project": null,
        "rebound": "\(label)\(text)", "more": "\(text)"}]
      """
  }
}
