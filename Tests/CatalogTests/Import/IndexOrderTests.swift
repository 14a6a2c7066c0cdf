import ExportFormat
import Foundation
import SQLite
import Testing

@testable import Catalogs

@Suite struct `The indexes of an import` {
  /// Ids in the orders that exports come in, and in others.
  static let orders: [(String, [Int])] = [
    ("falling", Array((0..<6000).reversed())),
    ("rising", Array(0..<6000)),
    ("falling in blocks, as the platform sorts", (0..<5).flatMap { block in falling(1200).map { $0 * 5 + block } }),
    ("rising and falling by turns", (0..<60).flatMap(turn)),
    ("shuffled", (0..<6000).map { $0 * 2_741 % 6000 }),
  ]

  private static func falling(_ count: Int) -> [Int] { (0..<count).reversed() }

  private static func turn(_ block: Int) -> [Int] {
    let numbers = Array(block * 100..<block * 100 + 100)
    return block % 2 == 0 ? numbers : numbers.reversed()
  }

  @Test(arguments: orders)
  func `hold every id, in whatever order it comes`(order: String, numbers: [Int]) throws {
    let scratch = try ScratchCatalog()
    // The second export comes into a catalog that holds one.
    for export in ["first", "second"] {
      let records = numbers.map { MadeUp.record(Self.id($0), groups: Self.groups($0), extra: #","e":"\#(export)""#) }
      #expect(try scratch.import(MadeUp.export(records), as: export).stored == numbers.count)
    }
    let catalog = try scratch.open()
    #expect(try catalog.faults().isEmpty)
    for export in [1, 2] {
      let ids = try catalog.rows(
        "SELECT file_id FROM files INDEXED BY files_by_id WHERE export_id = \(export) AND file_id >= '' ORDER BY file_id"
      )
      #expect(ids == (0..<numbers.count).map { [.text(Self.id($0))] })
    }
    let uses = try catalog.rows(
      "SELECT count(*) FROM group_attributes INDEXED BY group_attributes_by_attribute WHERE attribute_key > 0")
    #expect(uses == (try catalog.rows("SELECT count(*) FROM group_attributes NOT INDEXED")))
  }

  @Test(arguments: orders)
  func `find a record that comes again, in whatever order`(order: String, numbers: [Int]) throws {
    for again in [numbers[0], numbers[2500], numbers[5990]] {
      let records = (numbers + [again]).map { MadeUp.record(Self.id($0), groups: Self.groups($0)) }
      let scratch = try ScratchCatalog()
      let summary = try scratch.import(MadeUp.export(records), as: "export")
      #expect((summary.stored, summary.repeated) == (numbers.count, 1))
      let catalog = try scratch.open()
      #expect(try catalog.faults().isEmpty)
      let counted = try catalog.rows("SELECT sum(uses), sum(files) FROM label_counts")
      #expect(counted == [[.integer(Int64(numbers.count * 2)), .integer(Int64(numbers.count * 2))]])
    }
  }

  @Test(arguments: ["small", "summer"])
  func `come to the same as indexes kept while rows are inserted`(export: String) throws {
    var contents: [[String: [[QueryValue]]]] = []
    for usesImposters in [true, false] {
      let scratch = try ScratchCatalog()
      let catalog = try Catalog(path: scratch.path, access: .create)
      var options = ImportOptions(name: "export", projectID: 7)
      options.usesImposters = usesImposters
      _ = try catalog.importExport(
        [MemorySource(SampleExports.data("\(export)/annotation.api.json"))], options: options)
      #expect(try catalog.faults().isEmpty)
      var tables: [String: [[QueryValue]]] = [:]
      let names = [
        "files", "attribute_groups", "attributes", "group_attributes", "label_counts", "duplicates", "transfers",
      ]
      for name in names { tables[name] = try catalog.rows("SELECT * FROM \(name)") }
      contents.append(tables)
    }
    #expect(contents[0] == contents[1])
    #expect(contents[0]["group_attributes"]?.isEmpty == false)
  }

  @Test func `are no tables of their own afterwards`() throws {
    let scratch = try ScratchCatalog()
    _ = try scratch.import(MadeUp.export(MadeUp.many), as: "export")
    let names = try scratch.open().rows("SELECT name FROM sqlite_master WHERE name LIKE 'pressmark%'")
    #expect(names.isEmpty)
  }

  @Test(arguments: [1 << 12, 1 << 16, 8 << 20])
  func `get the label uses in their order, however little memory there is`(byteCount: Int) throws {
    let records = (0..<4000).map { number in
      let labels = (0..<number % 7).map { "[\((number * 31 + $0 * 17) % 300),0,\"n\",null]" }.joined(separator: ",")
      return MadeUp.record(
        "\(number)", groups: #"[{"uid":"u","attributes":[\#(labels)]},{"uid":"v","attributes":[[5,0,"n",null]]}]"#)
    }
    let entries = LabelEntries(byteCount: byteCount)
    var expected: [[Int]] = []
    try Self.forEachBatch(of: MadeUp.export(records)) { batch, before in
      try entries.add(batch)
      for index in 0..<batch.decoded.labels.count {
        let use = batch.decoded.labels[index]
        expected.append([Int(use.definition), before + Int(use.record), Int(use.group), Int(use.position)])
      }
    }
    let reader = try entries.reader()
    var found: [[Int]] = []
    while try reader.nextList() {
      while try reader.next() { found.append([reader.definition, reader.record, reader.group, reader.position]) }
    }
    #expect(found == expected.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func `get no label uses from records without groups`() throws {
    let entries = LabelEntries(byteCount: 1 << 12)
    try Self.forEachBatch(of: MadeUp.export([MadeUp.record("a"), MadeUp.record("b")])) { batch, _ in
      try entries.add(batch)
    }
    #expect(try entries.reader().next() == false)
  }

  @Test func `read back what was spilled, in memory and in the file`() throws {
    let spill = Spill(memorySize: 1000)
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for start in stride(from: 0, to: bytes.count, by: 300) {
      try bytes[start..<min(start + 300, bytes.count)].withUnsafeBytes(spill.append)
    }
    #expect(spill.count == bytes.count)
    for range in [0..<10, 990..<1010, 1000..<1001, 0..<5000, 4999..<5000] {
      var read = [UInt8](repeating: 0, count: range.count)
      try read.withUnsafeMutableBytes { try spill.read(into: $0, at: range.lowerBound) }
      #expect(read == Array(bytes[range]))
    }
  }

  @Test func `take no id for new that was met before`() {
    var filter = IDFilter()
    var wrong = 0
    for number in 0..<50_000 where !Self.insert(number, into: &filter) { wrong += 1 }
    #expect(wrong < 5)
    for number in 0..<50_000 { #expect(!Self.insert(number, into: &filter)) }
  }

  private static func insert(_ number: Int, into filter: inout IDFilter) -> Bool {
    Array(id(number).utf8).withUnsafeBufferPointer { filter.insert($0) }
  }

  private static func id(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return "65dbc7716ba3b48c4a" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  private static func groups(_ number: Int) -> String {
    #"[{"uid":"u\#(number)","attributes":[[\#(number % 50),0,"type",null],[1000,1,"kind",{"a":1}]]}]"#
  }

  private static func forEachBatch(of export: [UInt8], _ body: (RecordBatch, Int) throws -> Void) throws {
    let reader = ExportReader(sources: [MemorySource(export)])
    let batch = RecordBatch(byteCount: 1 << 16)
    var before = 0
    while try reader.fill(batch) {
      try body(batch, before)
      before += batch.decoded.records.count
    }
  }
}
