import Catalogs
import Foundation
import Testing

@Suite struct ExtractTests {
  /// The web page saves with four spaces a level, which is how an extract is written.
  @Test(arguments: ["seed-sample/annotation.browser.json", "small/annotation.browser.json"])
  func `gives back the web page's file byte for byte`(path: String) throws {
    let data = try SampleExports.data(path)
    #expect(try extracted(data) == data)
  }

  @Test(arguments: SampleExports.all)
  func `gives back every value in its order`(path: String) throws {
    let data = try SampleExports.data(path)
    let extract = try extracted(data)
    #expect(
      try JSONSerialization.jsonObject(with: extract) as? NSArray == JSONSerialization.jsonObject(with: data)
        as? NSArray)
    #expect(try extracted(extract) == extract)
  }

  @Test(arguments: [
    ("f.status = 'a'", 5), ("f.file_type = 'video'", 8), ("0", 0), ("NULL", 0), ("1", 82), ("1 -- all of them", 82),
    ("-- all of them\n1", 82), ("1 /* ; ) */", 82), ("')' <> '('", 82), ("(SELECT 1)", 82), ("f.rowid > 0", 82),
    ("f.file_key IN (SELECT file_key FROM duplicates)", 10),
    ("EXISTS (SELECT 1 FROM duplicates d WHERE d.file_key = f.file_key) OR f.status = 'a' AND 1", 14),
  ])
  func `writes the files that match a condition`(condition: String, count: Int) throws {
    let scratch = try ScratchCatalog()
    try scratch.import(SampleExports.data("small/annotation.api.json"), as: "small")
    var bytes: [UInt8] = []
    #expect(try scratch.open().extract("small", where: condition) { bytes += $0 } == count)
    #expect(try (JSONSerialization.jsonObject(with: Data(bytes)) as? [Any])?.count == count)
  }

  @Test func `keeps fields that are not known, and the empty export`() throws {
    #expect(try extracted(Data("[]".utf8)) == Data("[]".utf8))
    let record = try String(decoding: SampleExports.data("small/filtered/only-new.json"), as: UTF8.self)
    let changed = record.replacingOccurrences(of: "\"status\"", with: "\"new\": {\"a\": [1.50, {}, []]}, \"status\"")
    let extract = try String(decoding: extracted(Data(changed.utf8)), as: UTF8.self)
    #expect(
      extract.contains(
        "\"new\": {\n            \"a\": [\n                1.50,\n                {},\n                []\n"))
  }

  private func extracted(_ data: Data) throws -> Data {
    let scratch = try ScratchCatalog()
    try scratch.import(data, as: "export")
    var bytes: [UInt8] = []
    _ = try scratch.open().extract("export") { bytes += $0 }
    return Data(bytes)
  }
}
