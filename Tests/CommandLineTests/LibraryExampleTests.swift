import Foundation
import Testing

/// The example of the library in README.md is the program in Examples/, and prints what the page says.
@Suite struct LibraryExampleTests {
  @Test func `the page has the program and its output`() throws {
    let folder = try SampleExports.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let repository = SampleExports.repository
    let page = try String(contentsOf: repository.appending(path: "README.md"), encoding: .utf8)
    let code = try String(
      contentsOf: repository.appending(path: "Examples/library-example/main.swift"), encoding: .utf8)
    #expect(page.contains("```swift\n\(code)```\n"))
    let run = try Program.script("library-example spring/annotation.api.json", in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(page.contains("```text\n\(run.output)```\n"))
  }
}
