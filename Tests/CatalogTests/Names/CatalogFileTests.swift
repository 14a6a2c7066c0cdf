import Catalog
import Foundation
import Testing

@Suite struct `The files of a catalog` {
  private let manager = FileManager.default

  @Test(arguments: [false, true]) func `are known by any path`(exists: Bool) throws {
    let scratch = try ScratchCatalog()
    if exists { try scratch.import("[]".utf8, as: "one") }
    let folder = scratch.folder.path
    try manager.createDirectory(atPath: folder + "/sub", withIntermediateDirectories: true)
    try manager.createSymbolicLink(atPath: folder + "/link.db", withDestinationPath: "catalog.db")
    try manager.createSymbolicLink(atPath: folder + "/sub/far.db", withDestinationPath: "../link.db")
    try manager.createSymbolicLink(atPath: folder + "/there", withDestinationPath: folder)
    var same = [
      "catalog.db", "./catalog.db", "sub/../catalog.db", "link.db", "sub/far.db", "there/catalog.db",
      "there//catalog.db",
    ]
    if exists {
      try manager.linkItem(atPath: scratch.path, toPath: folder + "/hard.db")
      same.append("hard.db")
    }
    for catalog in same.dropLast(exists ? 1 : 0) {
      for path in same {
        #expect(Catalog.role(of: "\(folder)/\(path)", inCatalogAt: "\(folder)/\(catalog)") == .catalog, "\(path)")
      }
      for suffix in ["-journal", "-wal", "-shm"] {
        let role = Catalog.role(of: "\(folder)/there/catalog.db\(suffix)", inCatalogAt: "\(folder)/\(catalog)")
        #expect(role == .companion)
      }
    }
    for path in [
      "other.db", "catalog.db.bak", "sub/catalog.db", "catalog", "missing/catalog.db", "there", "catalog.db-x",
    ] {
      #expect(Catalog.role(of: "\(folder)/\(path)", inCatalogAt: scratch.path) == nil, "\(path)")
    }
  }

  @Test func `are those of attached ones too`() throws {
    let (scratch, other) = (try ScratchCatalog(), try ScratchCatalog())
    for catalog in [scratch, other] { try catalog.import("[]".utf8, as: "one") }
    let catalog = try scratch.open()
    #expect(try catalog.role(of: other.path) == nil)
    try catalog.withConnection { try $0.attach(other.path, as: "other \"one\"") }
    #expect(try catalog.role(of: other.path) == .catalog)
    #expect(try catalog.role(of: other.path + "-journal") == .companion)
    #expect(try catalog.role(of: scratch.path + "-wal") == .companion)
    #expect(try catalog.role(of: other.path + "-other") == nil)
  }
}
