// Usage: embed-sql OUTPUT.swift SCHEMA.sql QUERY.sql…
// Writes the SQL texts as string literals; the build-tool plugin EmbedSQL runs it.

import Foundation

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 2, let output = arguments.first else {
  FileHandle.standardError.write(Data("usage: embed-sql OUTPUT.swift SCHEMA.sql QUERY.sql…\n".utf8))
  exit(64)
}

/// A raw string literal with more `#` than the text could ever close.
func literal(_ text: String) -> String {
  "###\"\"\"\n\(text.hasSuffix("\n") ? text : text + "\n")\"\"\"###"
}

var source = "extension EmbeddedSQL {\n"
for (index, path) in arguments.dropFirst().enumerated() {
  let text = try String(contentsOfFile: path, encoding: .utf8)
  if index == 0 {
    source += "  public static let schema = \(literal(text))\n\n"
    source += "  public static let queries: [(name: String, sql: String)] = [\n"
  } else {
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    source += "(\"\(name)\", \(literal(text))),\n"
  }
}
source += "  ]\n}\n"
try source.write(toFile: output, atomically: true, encoding: .utf8)
