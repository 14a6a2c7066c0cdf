import SQLite
import Testing

@testable import Catalogs

/// All the rows of a person whom the comparison takes for renamed have one name.
@Suite struct DiffPeopleTests {
  static func file(_ number: Int, _ author: String, _ validator: String? = nil) -> SampleRecord {
    SampleRecord("f\(number)") {
      $0.author = author
      $0.validator = validator
    }
  }

  @Test func aRenamedAuthorHasOneRow() throws {
    let catalog = try DiffCatalog(
      old: [Self.file(1, "bob"), Self.file(2, "bob"), Self.file(3, "bob"), Self.file(4, "ann")],
      new: [
        Self.file(1, "robert"), Self.file(2, "robert").with { $0.status = "a" }, Self.file(4, "ann"),
        Self.file(5, "robert"),
      ])
    let summary = try catalog.compare().summary
    #expect(summary.people == [.init(oldName: "bob", newName: "robert", files: 2)])
    #expect(summary.authors == [.init(name: "robert", added: 1, removed: 1, changed: 1)])
    #expect(try catalog.catalog.rows("SELECT author FROM changes WHERE kind = 'removed'") == [["robert"]])
  }

  @Test func namesThatPassedOnAreNotMixed() throws {
    // bob became carl, and ann took the name bob; a file of each is gone.
    let old = (0..<6).map { Self.file($0, $0 < 3 ? "ann" : "bob") }
    let new = [0, 1, 3, 4].map { Self.file($0, $0 < 3 ? "bob" : "carl") }
    let catalog = try DiffCatalog(old: old, new: new)
    let summary = try catalog.catalog.diff(old: "old", new: "new")
    #expect(summary.people.count == 2)
    #expect(
      summary.authors == [
        .init(name: "bob", added: 0, removed: 1, changed: 0), .init(name: "carl", added: 0, removed: 1, changed: 0),
      ])
  }

  @Test func aRenamedValidatorToo() throws {
    let catalog = try DiffCatalog(
      old: [Self.file(1, "a", "vic"), Self.file(2, "a", "vic"), Self.file(3, "a", "vic")],
      new: [Self.file(1, "a", "victor"), Self.file(2, "a", "victor")])
    try catalog.compare()
    #expect(try catalog.catalog.rows("SELECT validator FROM changes WHERE kind = 'removed'") == [["victor"]])
  }

  @Test func whoWasNotRenamedKeepsTheName() throws {
    let catalog = try DiffCatalog(
      old: [Self.file(1, "bob"), Self.file(2, "bob")], new: [Self.file(1, "robert")])
    let summary = try catalog.catalog.diff(old: "old", new: "new")
    #expect(summary.people.isEmpty)
    #expect(summary.authors.map(\.name) == ["bob", "robert"])
  }

  /// Each took the next one's name, and the first still uploads: nobody was renamed, and it does not take a pass over
  /// all files for each of them to find out.
  @Test(.timeLimit(.minutes(1))) func aLongChainOfNamesIsTakenBack() throws {
    let people = 5000
    let old = (0..<2 * people).map { Self.file($0, "p\($0 / 2)") }
    let new = (0..<2 * people).map { Self.file($0, "p\($0 / 2 + 1)") }
    let renamed = try DiffCatalog(old: old, new: new).catalog.diff(old: "old", new: "new")
    #expect(renamed.people.count == people && renamed.files.changed == 0)
    let summary = try DiffCatalog(old: old, new: new + [Self.file(2 * people, "p0")])
      .catalog.diff(old: "old", new: "new")
    #expect(summary.people.isEmpty && summary.files.changed == 2 * people)
  }
}
