// Writes the reference pages of docs/ from the program, the saved queries, the shell's commands and the schema.
// `make docs` runs it; `make check-docs` compares.
//
//     reference-pages FOLDER PROGRAM
import Foundation
import Shell

guard CommandLine.arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: reference-pages FOLDER PROGRAM\n".utf8))
  exit(64)
}
let folder = URL(filePath: CommandLine.arguments[1], directoryHint: .isDirectory)
let program = URL(filePath: CommandLine.arguments[2])

func write(_ name: String, _ text: String) throws {
  try Data(text.utf8).write(to: folder.appending(path: name), options: .atomic)
}

try write("commands.md", CommandPage(of: program).markdown)
try write("queries.md", QueryPage.markdown())
try write("shell-commands.md", ShellReference.markdown)
let manual = folder.appending(path: "man", directoryHint: .isDirectory)
try? FileManager.default.removeItem(at: manual)
try FileManager.default.createDirectory(at: manual, withIntermediateDirectories: true)
for page in try ManPages(of: program).pages { try write("man/\(page.name)", page.text) }
let schema = try SchemaPage.current()
try write("schema.md", schema.markdown)
try write("schema.svg", schema.picture)
