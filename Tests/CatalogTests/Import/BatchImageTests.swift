import ExportFormat
import SQLite
import Testing

@testable import Catalogs

@Suite struct `The image of a batch` {
  /// Numbers at the bounds of SQLite's formats for them, and what is beside them.
  private static let numbers: [Int64] = {
    var numbers: [Int64] = [0, 1, 2, -1, .min, .max]
    for bits: Int64 in [7, 15, 23, 31, 47] {
      let bound: Int64 = 1 << bits
      numbers += [bound, bound - 1, -bound, -bound - 1]
    }
    return numbers
  }()

  @Test(arguments: [0, 1, 26, 3000, 200_000])
  func `is read as it was written`(count: Int) throws {
    let image = TreeImage()
    image.begin(treeCount: 2)
    var table = TreeBuilder(image, root: 0, isTable: true)
    var index = TreeBuilder(image, root: 1, isTable: false)
    var encoder = RecordEncoder()
    for number in 0..<count {
      encoder.begin()
      encoder.null()
      encoder.integer(Self.numbers[number % Self.numbers.count])
      Self.write(Self.text(number), to: &encoder)
      encoder.end()
      table.append(encoder, rowID: Int64(number) * 5 - 7)
      encoder.begin()
      encoder.integer(Int64(number))
      encoder.integer(Int64(number) * 5 - 7)
      encoder.end()
      index.append(encoder)
    }
    let areComplete = (table.finish(), index.finish())
    #expect(areComplete == (true, true))
    let (rows, keys) = try Self.read(image)
    let expected = (0..<count).map { number -> [QueryValue] in
      [
        .integer(Int64(number) * 5 - 7), .integer(Self.numbers[number % Self.numbers.count]),
        Self.text(number).map { .text($0) } ?? .null,
      ]
    }
    #expect(rows == expected)
    #expect(keys == (0..<count).map { [.integer(Int64($0) * 5 - 7)] })
  }

  @Test(arguments: [(true, 65_480, true), (true, 65_520, false), (false, 16_400, true), (false, 16_430, false)])
  func `refuses a record that is too long for a page`(isTable: Bool, length: Int, hasRoom: Bool) {
    let image = TreeImage()
    image.begin(treeCount: 1)
    var tree = TreeBuilder(image, root: 0, isTable: isTable)
    var encoder = RecordEncoder()
    encoder.begin()
    Self.write(String(repeating: "a", count: length), to: &encoder)
    encoder.end()
    tree.append(encoder, rowID: 1)
    let isComplete = tree.finish()
    #expect(isComplete == hasRoom)
  }

  /// Exports with texts that are longer than a page, or so long that few entries fit into one.
  static let long: [(String, [String])] = [
    ("a record", [MadeUp.record("a", extra: field(70_000)), MadeUp.record("b")]),
    ("records that fill a page", (0..<40).map { MadeUp.record("\($0)", extra: field(60_000)) }),
    ("a group", [MadeUp.record("a", groups: group("u", 20_000)), MadeUp.record("b", groups: group("v", 0))]),
    ("groups of which few fit into a page", (0..<99).map { MadeUp.record("\($0)", groups: group("u\($0)", 9_000)) }),
    ("groups without labels", (0..<9).map { MadeUp.record("\($0)", groups: #"[{"uid":"u","attributes":[]}]"#) }),
    ("no groups", (0..<9).map { MadeUp.record("\($0)") }),
    ("nothing", []),
  ]

  @Test(arguments: long)
  func `gives what insertions give`(name: String, records: [String]) throws {
    var contents: [[[[QueryValue]]]] = []
    for usesImposters in [true, false] {
      let scratch = try ScratchCatalog()
      let catalog = try Catalog(path: scratch.path, access: .create)
      var options = ImportOptions(name: "export", projectID: 7)
      options.usesImposters = usesImposters
      _ = try catalog.importExport([MemorySource(MadeUp.export(records))], options: options)
      #expect(try catalog.faults().isEmpty)
      contents.append(
        try ["files", "attribute_groups", "group_attributes"].map { try catalog.rows("SELECT * FROM \($0)") })
    }
    #expect(contents[0] == contents[1])
    #expect(contents[0][0].count == records.count)
  }

  private static func field(_ length: Int) -> String { #","more":"\#(String(repeating: "x", count: length))""# }

  private static func group(_ uid: String, _ length: Int) -> String {
    #"[{"uid":"\#(uid)","attributes":[[1,0,"n",null]]\#(field(length))}]"#
  }

  private static func text(_ number: Int) -> String? {
    number % 5 == 4 ? nil : String(repeating: "é", count: number % 101)
  }

  private static func write(_ text: String?, to encoder: inout RecordEncoder) {
    guard var text else { return encoder.null() }
    text.withUTF8 { bytes in
      // An empty text may have no address, which would be NULL.
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { none in
        encoder.text(bytes.baseAddress ?? UnsafePointer(none.baseAddress), bytes.count)
      }
    }
  }

  /// The rows of the table, and their keys in the order of the index, as SQLite reads them.
  private static func read(_ image: TreeImage) throws -> (rows: [[QueryValue]], keys: [[QueryValue]]) {
    try Database(inMemory: { _ in }).withConnection { connection in
      let tables = "CREATE TABLE rows (k INTEGER PRIMARY KEY, a, b); CREATE INDEX rows_a ON rows (a);"
      return try connection.inPlainTransaction("DEFERRED") {
        try ImageDatabase.with(tables: tables, on: connection) { images in
          let images = try #require(images, "this SQLite shows no images: imports insert rows instead")
          images.show(image.pages, count: image.count)
          let rows = try connection.rows("SELECT k, a, b FROM pressmark_images.rows NOT INDEXED")
          let keys = try connection.rows(
            "SELECT k FROM pressmark_images.rows INDEXED BY rows_a WHERE a >= 0 ORDER BY a")
          try images.checkRead()
          return (rows, keys)
        }
      }
    }
  }
}
