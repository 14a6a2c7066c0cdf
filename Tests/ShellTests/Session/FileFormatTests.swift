import CatalogFixture
import Catalogs
import Foundation
import SQLite
import Testing

@testable import Shell

/// The name of a file that takes results says their format.
@Suite struct FileFormatTests {
  let test: TestCatalog

  init() throws { test = try TestCatalog() }

  @Test(arguments: [
    (".once FILE.csv\nSELECT 1 AS a;\nSELECT 2 AS b;", "FILE.csv", "a\r\n1\r\n", "b\n2\n"),
    (".output FILE.json\nSELECT 1 AS a;\n.output\nSELECT 2 AS b;", "FILE.json", "[{\"a\":1}]\n", "b\n2\n"),
    (".mode line\n.once FILE.csv\nSELECT 1 AS a;\nSELECT 2 AS b;", "FILE.csv", "a\r\n1\r\n", "b = 2\n"),
    (".output FILE.csv\n.mode list\nSELECT 1 AS a;\n.output\nSELECT 2 AS b;", "FILE.csv", "1\n", "2\n"),
    ("SELECT 1 AS a;\n.once FILE.jsonl\n.last", "FILE.jsonl", "{\"a\":1}\n", "a\n1\n"),
    ("SELECT 1 AS a;\n.once FILE.jsonl\n.last list", "FILE.jsonl", "1\n", "a\n1\n"),
    (".once FILE.txt\nSELECT 1 AS a;", "FILE.txt", "a\n1\n", ""),
    (".once FILE.md\n.param x=1\n.param", "FILE.md", "| name | value |\n| ---- | ----: |\n| x    |     1 |\n", ""),
  ]) func formats(script: String, name: String, text: String, output: String) throws {
    let place = test.folder.appending(path: "out").path
    let played = Played(script.replacing("FILE", with: place), in: test)
    #expect(played.errors == "")
    #expect(try String(contentsOfFile: name.replacing("FILE", with: place), encoding: .utf8) == text)
    #expect(played.output == output)
  }

  @Test func aNameThatWouldBeWrongIsRefused() {
    let path = test.folder.appending(path: "x.csv.gz").path
    let played = Played(".once \(path)\nSELECT 1;", in: test)
    #expect(played.code == 2 && played.errors.hasPrefix("error in line 1: "))
    #expect(played.errors.contains("would not be compressed"))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(arguments: [
    (":latest", "2025-06-10"), (":previous", "2025-05-01"), (":export", "2025-06-10"), (":old", "2025-05-01"),
  ]) func exportsAsParameters(name: String, value: String) {
    #expect(Played(".mode list\nSELECT \(name);", in: test).output == value + "\n")
  }

  @Test func theChosenExportIsTheLatest() {
    #expect(Played(".use 2025-05-01\n.mode list\nSELECT :latest;", in: test).output == "2025-05-01\n")
  }

  @Test func exportsAreListedAsByTheCommand() throws {
    let catalog = try test.open()
    let columns = try catalog.exportListing().columns
    let played = Played(".exports", in: test)
    #expect(played.output.hasPrefix(columns.joined(separator: "\t") + "\n2025-05-01\t7\t2\t"))
  }
}
