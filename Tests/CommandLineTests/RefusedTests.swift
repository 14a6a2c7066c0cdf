import Foundation
import Testing

/// What can't be meant is refused, or found as it is written.
@Suite struct RefusedTests {
  @Test(arguments: [
    (["run", "files-with-labels", "labels=bus", "labels=car"], "labels is given twice"),
    (["run", "files-by-status", "export=spring", ":export=spring"], "export is given twice"),
    (["sql", "SELECT :a", "-p", "a=1", "-p", "a=2"], "a is given twice"),
    (["diff", "spring", "spring", "--objects", "-f", "json"], "--objects writes keys as plain text, not as json"),
    (["diff", "spring", "spring", "--objects", "-o", "k.csv"], "--objects writes keys as plain text, not as csv"),
    (["queries", "overview", "-f", "json"], "the query overview is shown as plain text, not as json"),
    (["queries", "overview", "--dialect", "duckbd"], "--dialect takes no duckbd; did you mean duckdb?"),
    (
      ["queries", "overview", "--dialect", "oracle"],
      "--dialect takes no oracle; it takes spark, duckdb or postgresql"
    ),
    (["queries", "--dialect", "spark"], "--dialect goes with the name of a query"),
  ]) func isWrongUsage(command: [String], message: String) throws {
    let folder = try SampleExports.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try Program.run(command, in: folder)
    #expect(outcome.status == 64 && outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func anExportThatIsNotThereIsNoEmptyAnswer() throws {
    let folder = try SampleExports.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try Program.run(["import", "small/annotation.api.json", "--as", "spring"], in: folder)
    let outcome = try Program.run(
      ["sql", "SELECT count(*) FROM objects WHERE export = :export", "-p", "export=sprng"], in: folder)
    #expect(outcome.status == 2 && outcome.errors.contains("did you mean spring?"), "\(outcome.errors)")
  }

  @Test(arguments: ["trailing ", " leading"]) func aLabelsOwnBlanksAreItsName(label: String) throws {
    let folder = try SampleExports.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try Program.run(["import", "spring/annotation.api.json"], in: folder)
    let one = try Program.run(["run", "files-with-label", "label=\(label)", "-f", "csv"], in: folder)
    let many = try Program.run(["run", "files-with-labels", "labels=\(label)", "-f", "csv"], in: folder)
    #expect(many.status == 0 && many.output.split(separator: "\r\n").count > 1, "\(many.errors)")
    #expect(many.output.split(separator: "\r\n").count == one.output.split(separator: "\r\n").count)
  }

  @Test func theArgumentOfAFaultIsItsLine() throws {
    let folder = try SampleExports.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try Program.run(["import", "small/annotation.api.json"], in: folder)
    let outcome = try Program.run(["catalog.db", "SELECT 1", "SELECT 2", "selct"], in: folder)
    #expect(outcome.errors.contains("error in line 3:"), "\(outcome.errors)")
  }
}
