import Catalogs
import ExportFormat
import Foundation
import SQLite
import Testing

@Suite struct `Names of exports` {
  private static func content(_ id: Int) -> [UInt8] { MadeUp.export([MadeUp.record("\(id)")]) }

  /// Names that Swift takes for one: composed and decomposed, and others that Unicode calls canonically equivalent.
  static let twins = [
    ("caf\u{E9}", "cafe\u{301}"), ("\u{212B}", "\u{C5}"), ("\u{AC00}", "\u{1100}\u{1161}"),
    ("q\u{307}\u{323}", "q\u{323}\u{307}"),
  ]

  @Test(arguments: twins) func `are told apart by their bytes`(one: String, two: String) throws {
    try #require(one == two)
    for (kept, gone) in [(one, two), (two, one)] {
      let scratch = try ScratchCatalog()
      try scratch.import(Self.content(1), as: one, project: 1)
      try scratch.import(Self.content(2), as: two, project: 2)
      let catalog = try Catalog(path: scratch.path, access: .readWrite)
      for (name, id) in [(one, "1"), (two, "2")] {
        var text: [UInt8] = []
        _ = try catalog.extract(name) { text += $0 }
        #expect(String(decoding: text, as: UTF8.self).contains("\"\(id).jpg\""))
        let summary = try catalog.diff(old: name, new: "latest")
        #expect(summary.old.name.utf8.elementsEqual(name.utf8))
        let query = try SavedQueries(folder: nil).query("files-by-status")
        let values = try catalog.withConnection { try query.values(given: ["export": .text(name)], on: $0) }
        #expect(values["export"]?.description.utf8.elementsEqual(name.utf8) == true)
        #expect(try catalog.setProject(name, to: 10).name.utf8.elementsEqual(name.utf8))
      }
      // Each is known by its own bytes, and the same content under the other is another export's.
      #expect(try scratch.import(Self.content(1), as: one).wasKnown)
      #expect(throws: CatalogError.self) { try scratch.import(Self.content(2), as: one) }
      #expect(throws: CatalogError.nameInUse(two)) { try catalog.rename(one, to: two) }
      try catalog.forget(gone)
      let names = try catalog.exports().map { Array($0.name.utf8) }
      #expect(names == [Array(kept.utf8)])
      #expect(throws: CatalogError.self) { try catalog.export(named: gone) }
      try catalog.rename(kept, to: gone)
      #expect(try catalog.exports().map { Array($0.name.utf8) } == [Array(gone.utf8)])
    }
  }

  @Test func `can be changed`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(Self.content(1), as: "one")
    try scratch.import(Self.content(2), as: "two")
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    #expect(try catalog.rename("one", to: "o'ne \"1\"; --").name == "one")
    #expect(try catalog.exports().map(\.name) == ["o'ne \"1\"; --", "two"])
    #expect(try catalog.rename("latest", to: "newest").name == "two")
    #expect(try catalog.rename("newest", to: "newest").name == "newest")
    #expect(throws: CatalogError.nameInUse("newest")) { try catalog.rename("o'ne \"1\"; --", to: "newest") }
    #expect(throws: CatalogError.emptyName) { try catalog.rename("newest", to: "") }
    #expect(throws: CatalogError.noExport(name: "one", known: ["newest", "o'ne \"1\"; --"])) {
      try catalog.rename("one", to: "x")
    }
    #expect(try catalog.exports().map(\.name) == ["o'ne \"1\"; --", "newest"])
  }

  @Test(arguments: [("latest", "previous"), ("previous", "latest")])
  func `that are words, from before, are told of and can be changed`(word: String, other: String) throws {
    let scratch = try ScratchCatalog()
    try scratch.import(Self.content(1), as: "one")
    try scratch.import(Self.content(2), as: "two")
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    _ = try catalog.rows("UPDATE exports SET name = :n WHERE name = 'one'", parameters: ["n": .text(word)])
    let clash = CatalogError.wordIsName(word)
    #expect(throws: clash) { try catalog.export(named: word) }
    #expect(throws: clash) { try catalog.forget(word) }
    #expect(throws: clash) { try catalog.setProject(word, to: 3) }
    #expect(throws: clash) { try catalog.diff(old: word, new: "two") }
    #expect(throws: clash) { try catalog.extract(word) { _ in } }
    #expect(throws: clash) { try catalog.dump(word, as: .csv, to: scratch.folder.appending(path: "dump").path) }
    try catalog.withConnection { connection throws in
      let query = try SavedQueries(folder: nil).query("files-by-status")
      #expect(throws: clash) { try query.values(given: ["export": .text(word)], on: connection) }
      #expect(throws: clash) { try ["export": QueryValue.text(word)].resolvingExports(on: connection) }
    }
    #expect(try catalog.exportsNamedAsWords() == [word])
    #expect(clash.description.contains("pressmark rename \(word) NEW"))
    // The other word means what it always does.
    #expect(try catalog.export(named: other).name == (other == "latest" ? "two" : word))
    #expect(try catalog.rename(word, to: "one").name == word)
    #expect(try catalog.export(named: word).name == (word == "latest" ? "two" : "one"))
    #expect(try catalog.exports().count == 2)
  }
}
