import ByteText
import ExportFormat
import Foundation
import SQLFunctions
import SQLite
import Testing

@testable import Catalogs

/// Two texts that are equal to someone who does not look at the bytes.
struct TextPair: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var old: String
  var new: String

  static let all = [
    TextPair(testDescription: "composed and decomposed", old: "caf\u{E9}", new: "cafe\u{301}"),
    TextPair(testDescription: "a syllable and its letters", old: "\u{D55C}", new: "\u{1112}\u{1161}\u{11AB}"),
    TextPair(testDescription: "a sign that stands for a letter", old: "\u{212A}", new: "K"),
    TextPair(testDescription: "marks in another order", old: "q\u{307}\u{323}", new: "q\u{323}\u{307}"),
    TextPair(testDescription: "behind a NUL", old: "a\u{0}x", new: "a\u{0}y"),
    TextPair(testDescription: "a NUL at the end", old: "a", new: "a\u{0}"),
  ]
}

/// Where a record holds text, and what the comparison says where it alone changed.
struct TextField: CustomTestStringConvertible, Sendable {
  var testDescription: String
  /// Puts the text into a record and its label's definition.
  var put: @Sendable (String, inout LabelledRecord) -> Void
  /// The changes from one text to the other, as JSON strings them where they are within JSON.
  var expected: @Sendable (_ old: String, _ new: String) -> [String]

  init(
    _ name: String, _ put: @escaping @Sendable (String, inout LabelledRecord) -> Void,
    _ expected: @escaping @Sendable (String, String) -> [String]
  ) {
    testDescription = name
    self.put = put
    self.expected = expected
  }

  static let all = [
    TextField("author", { $1.record.author = $0 }, { ["f1 author \($0)>\($1)"] }),
    TextField("validator", { $1.record.validator = $0 }, { ["f1 validator \($0)>\($1) noise"] }),
    TextField("file name", { $1.record.fileName = $0 }, { ["f1 file_name \($0)>\($1)"] }),
    TextField("file type", { $1.record.fileType = $0 }, { ["f1 file_type \($0)>\($1)"] }),
    TextField("status", { $1.record.status = $0 }, { ["f1 status \($0)>\($1)"] }),
    TextField(
      "rebound", { $1.record.rebound = $0 },
      { ["f1 duplicate \($0)>\($1)", "f1 key project_7/\($0)>project_7/\($1)"] }),
    TextField("uid", { $1.record.groups[0].uid = $0 }, { ["f1 group_uid \($0)>\($1) @\($1) noise"] }),
    TextField("label name", { $1.label.name = $0 }, { ["label 1 label_renamed \($0)>\($1)"] }),
    TextField(
      "payload", { $1.label.payload = quoted($0) }, { ["label 1 label_payload \(quoted($0))>\(quoted($1))"] }),
    TextField(
      "text in a payload", { $1.label.payload = "[\(quoted($0))]" },
      { ["label 1 label_payload [\(quoted($0))]>[\(quoted($1))]"] }),
    TextField(
      "key in a payload", { $1.label.payload = "{\(quoted($0)):1}" },
      { ["label 1 label_payload {\(quoted($0)):1}>{\(quoted($1)):1}"] }),
    TextField(
      "unknown field", { $1.record.extra = ["\"x\":\(quoted($0))"] },
      { ["f1 extra {\"x\":\(quoted($0))}>{\"x\":\(quoted($1))}"] }),
    TextField(
      "name of an unknown field", { $1.record.extra = ["\(quoted("x" + $0)):1"] },
      { ["f1 extra {\(quoted("x" + $0)):1}>{\(quoted("x" + $1)):1}"] }),
    TextField(
      "unknown field of a group", { $1.record.groups[0].extra = "\"x\":\(quoted($0))" },
      { ["f1 extra {\"x\":\(quoted($0))}>{\"x\":\(quoted($1))} @u"] }),
  ]

  func record(_ text: String) -> (record: SampleRecord, labels: [Int: SampleLabel]) {
    var made = LabelledRecord()
    put(text, &made)
    return (made.record, [1: made.label])
  }
}

/// A record, and the definition of its label.
struct LabelledRecord {
  var record = SampleRecord("f1") { $0.groups = [.init(uid: "u", labels: [1])] }
  var label = SampleLabel(name: "car")
}

/// A string of JSON.
private func quoted(_ text: String) -> String { SampleRecord.quoted(text) }

/// Text with its scalars in sight, for Swift's `==` would not see the difference.
private func scalars(_ text: String) -> String {
  text.unicodeScalars.map { $0.isASCII && $0.value >= 0x20 ? String($0) : "<\(String($0.value, radix: 16))>" }.joined()
}

@Suite struct TextBytesTests {
  @Test(arguments: TextField.all, TextPair.all)
  func aTextWithOtherBytesIsAChange(_ field: TextField, _ pair: TextPair) throws {
    let (old, oldLabels) = field.record(pair.old)
    let (new, newLabels) = field.record(pair.new)
    let catalog = try DiffCatalog()
    try catalog.add("old", [old], labels: oldLabels)
    try catalog.add("new", [new], labels: newLabels)
    #expect(try catalog.changes().map(scalars) == field.expected(pair.old, pair.new).map(scalars).sorted())
  }

  @Test(arguments: TextPair.all) func anIDWithOtherBytesIsAnotherFile(_ pair: TextPair) throws {
    let catalog = try DiffCatalog(old: [SampleRecord(pair.old)], new: [SampleRecord(pair.new)])
    let expected = ["\(pair.old) removed v>NULL", "\(pair.new) added NULL>v"]
    #expect(try catalog.changes().map(scalars).sorted() == expected.map(scalars).sorted())
    var keys: [String] = []
    try catalog.compare().changedObjects(dropped: false) { keys.append(scalars($0)) }
    #expect(keys == [scalars("project_7/\(pair.new)")])
  }

  @Test(arguments: TextField.all, TextPair.all)
  func aRepeatedIDWithOtherBytesIsOtherContent(_ field: TextField, _ pair: TextPair) throws {
    let (first, firstLabels) = field.record(pair.old)
    let (second, secondLabels) = field.record(pair.new)
    let json = "[\(first.json(labels: firstLabels)),\n\(second.json(labels: secondLabels))]"
    let error = #expect(throws: ExportError.self) { try DiffCatalog().add("old", json: json) }
    #expect(error?.expected == .sameRecord)
  }

  @Test(arguments: TextField.all, TextPair.all)
  func anExtractGivesTheBytesBack(_ field: TextField, _ pair: TextPair) throws {
    let (first, firstLabels) = field.record(pair.old)
    let (second, secondLabels) = field.record(pair.new)
    let records = [
      first.with { $0.id = "f1" }.json(labels: firstLabels), second.with { $0.id = "f2" }.json(labels: secondLabels),
    ]
    let catalog = try DiffCatalog()
    try catalog.add("old", json: "[\(records.joined(separator: ","))]")
    var bytes: [UInt8] = []
    _ = try catalog.catalog.extract("old") { bytes += $0 }
    let extract = String(decoding: bytes, as: UTF8.self)
    for text in [pair.old, pair.new] {
      #expect(extract.utf8Count(of: quoted(text).dropFirst().dropLast()) > 0)
    }
    let again = try DiffCatalog()
    try again.add("old", json: extract)
    var extractedAgain: [UInt8] = []
    _ = try again.catalog.extract("old") { extractedAgain += $0 }
    #expect(extractedAgain == bytes)
  }

  @Test(arguments: TextPair.all) func peopleAndLabelsAreTwoInQueries(_ pair: TextPair) throws {
    let catalog = try DiffCatalog()
    try catalog.add(
      "old",
      [
        SampleRecord("f1") {
          $0.author = pair.old
          $0.groups = [.init(uid: "u", labels: [1])]
        },
        SampleRecord("f2") {
          $0.author = pair.new
          $0.groups = [.init(uid: "u", labels: [2])]
        },
      ], labels: [1: SampleLabel(name: pair.old), 2: SampleLabel(name: pair.new)])
    for name in ["label-counts", "stats-by-user", "stats-by-attribute"] {
      let values = try SavedQueryCatalog(catalog.catalog).run(name).flatMap(\.values)
      let texts = values.compactMap { if case .text(let text) = $0 { scalars(text) } else { nil } }
      #expect(texts.contains(scalars(pair.old)) && texts.contains(scalars(pair.new)), "\(name)")
    }
  }

  @Test(arguments: TextPair.all) func aPersonWhoTookTheOtherFormWasRenamed(_ pair: TextPair) throws {
    let old = [SampleRecord("f1") { $0.author = pair.old }, SampleRecord("f2") { $0.author = pair.old }]
    let catalog = try DiffCatalog(old: old, new: old.map { $0.with { $0.author = pair.new } })
    #expect(try catalog.changes().map(scalars) == [scalars("- person_renamed \(pair.old)>\(pair.new)")])
  }

  @Test(arguments: TextPair.all) func clustersAreTwo(_ pair: TextPair) throws {
    func record(_ id: String, _ rebound: String?) -> SampleRecord { SampleRecord(id) { $0.rebound = rebound } }
    let catalog = try DiffCatalog(
      old: [record("f1", pair.old), record("f2", pair.old)], new: [record("f1", pair.new), record("f2", pair.new)])
    let summary = try catalog.compare().summary
    #expect(summary.clusters == [.init(oldOriginal: pair.old, newOriginal: pair.new, files: 2)])
    #expect(summary.clusters != [.init(oldOriginal: pair.new, newOriginal: pair.old, files: 2)])
    #expect(
      try catalog.catalog.rows("SELECT old_original FROM changed_clusters") == [[.text(pair.old)], [.text(pair.old)]])
  }

  @Test(arguments: TextPair.all) func transitionsAreTwo(_ pair: TextPair) throws {
    let catalog = try DiffCatalog(
      old: [SampleRecord("f1"), SampleRecord("f2")],
      new: [SampleRecord("f1") { $0.status = pair.old }, SampleRecord("f2") { $0.status = pair.new }])
    let summary = try catalog.catalog.diff(old: "old", new: "new")
    #expect(summary.transitions.map(\.files) == [1, 1])
    #expect(try ComparisonGate("v->\(pair.old) = 1").matches(summary))
    #expect(try ComparisonGate("v->\(pair.new) = 1").matches(summary))
  }

  @Test(arguments: TextPair.all) func keysOfUnequalBytesAreFetchedAndDropped(_ pair: TextPair) throws {
    let catalog = try DiffCatalog(
      old: [SampleRecord("f1") { $0.rebound = pair.old }], new: [SampleRecord("f2") { $0.rebound = pair.new }])
    let summary = try catalog.catalog.diff(old: "old", new: "new")
    #expect(summary.keys.fetch == 1 && summary.keys.drop == 1)
    let same = try DiffCatalog(
      old: [SampleRecord("f1") { $0.rebound = pair.old }], new: [SampleRecord("f2") { $0.rebound = pair.old }])
    let none = try same.catalog.diff(old: "old", new: "new")
    #expect(none.keys.fetch == 0 && none.keys.drop == 0)
  }

  /// A quote with a mark on it is one character to Swift, and a quote to SQL.
  @Test(arguments: ["O'Brien", "O'\u{301}Brien", "a\u{0}b", "';--", "\"\u{338}", "a:\u{301}b"])
  func anExportsNameIsNoSQL(_ name: String) throws {
    let catalog = try DiffCatalog()
    try catalog.add(name, [SampleRecord("f1")])
    try catalog.add("new", [SampleRecord("f1") { $0.status = "a" }])
    let summary = try catalog.compare(old: name).summary
    #expect(scalars(summary.old.name) == scalars(name))
    #expect(try catalog.catalog.rows("SELECT old FROM changes") == [[.text(name)]])
  }
}

extension String {
  /// How often the bytes of another text occur in this one.
  fileprivate func utf8Count(of text: some StringProtocol) -> Int {
    let (bytes, wanted) = (Array(utf8), Array(text.utf8))
    guard !wanted.isEmpty, bytes.count >= wanted.count else { return 0 }
    return (0...bytes.count - wanted.count).count { bytes[$0...].starts(with: wanted) }
  }
}
