// Usage: embed-sql OUTPUT.swift TYPE FILE.sql… [--list NAME FILE.sql…]
// Writes SQL texts as string literals into an extension of TYPE: a constant per file, named as the file in camel case,
// then a list of names and texts. The build-tool plugin EmbedSQL runs it.

import SystemPackage

let usage = "usage: embed-sql OUTPUT.swift TYPE FILE.sql… [--list NAME FILE.sql…]\n"

func read(_ path: String) throws -> String {
  let file = try FileDescriptor.open(FilePath(path), .readOnly)
  return try file.closeAfter {
    var bytes: [UInt8] = []
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { block.deallocate() }
    while true {
      let count = try file.read(into: block)
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += block[..<count]
    }
  }
}

func write(_ text: String, to path: String) throws {
  let file = try FileDescriptor.open(
    FilePath(path), .writeOnly, options: [.create, .truncate], permissions: [.ownerReadWrite, .groupRead, .otherRead])
  _ = try file.closeAfter { try file.writeAll(text.utf8) }
}

/// A raw string literal with one `#` more than the text has anywhere in a row, so that nothing in it ends the literal.
func literal(_ text: String) -> String {
  var (longest, run) = (0, 0)
  for byte in text.utf8 {
    run = byte == UInt8(ascii: "#") ? run + 1 : 0
    longest = max(longest, run)
  }
  let hashes = String(repeating: "#", count: longest + 1)
  return hashes + "\"\"\"\n" + (text.hasSuffix("\n") ? text : text + "\n") + "\"\"\"" + hashes
}

/// The name of a file without its folder and its extension.
func name(of path: String) -> String { FilePath(path).stem ?? path }

/// A file's name as an identifier: `touched-links` is `touchedLinks`.
func identifier(_ name: String) -> String {
  let words = name.split(separator: "-")
  return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
}

var arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.popFirst(), let type = arguments.popFirst(), !arguments.isEmpty else {
  try FileDescriptor.standardError.writeAll(usage.utf8)
  throw Errno.invalidArgument
}
let listed = arguments.firstIndex(of: "--list").map { Array(arguments[$0...].dropFirst()) } ?? []

var source = "extension \(type) {\n"
for path in arguments.prefix(while: { $0 != "--list" }) {
  source += "  package static let \(identifier(name(of: path))) = \(literal(try read(path)))\n\n"
}
if let list = listed.first {
  source += "  package static let \(list): [(name: String, sql: String)] = [\n"
  for path in listed.dropFirst() { source += "(\"\(name(of: path))\", \(literal(try read(path)))),\n" }
  source += "  ]\n"
}
try write(source + "}\n", to: output)
