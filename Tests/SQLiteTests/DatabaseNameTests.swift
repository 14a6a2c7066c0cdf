import FileNames
import SQLite
import Testing

@Suite struct DatabaseNameTests {
  @Test func `SQLite gets a URI for what is not UTF-8 alone`() {
    #expect(DatabaseFile.name(of: "file:a b.db", hasURIs: true) == "file:a b.db")
    let path = PathText.text(of: Array("/tmp/a b?#%é".utf8) + [0xE9] + Array(".db".utf8))
    #expect(DatabaseFile.name(of: path, hasURIs: true) == "file:///tmp/a%20b%3F%23%25%C3%A9%E9.db")
    #expect(DatabaseFile.name(of: path, hasURIs: false) == nil)
    #expect(DatabaseFile.name(of: PathText.text(of: [0xE9]), hasURIs: true) == "file:%E9")
  }
}
