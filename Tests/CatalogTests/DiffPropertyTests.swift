import Catalogs
import Testing

/// Random edits of an export must come back as exactly these edits.
@Suite struct DiffPropertyTests {
  static let filesPerSeed = 500
  /// 20 exports of 500 files: 10,000 edited files.
  @Test(arguments: 0..<20) func randomEditsComeBack(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    var old: [SampleRecord] = []
    var new: [SampleRecord] = []
    var expected: [String] = []
    // One person takes another name in every third export.
    let renames = seed % 3 == 0
    for number in 0..<Self.filesPerSeed {
      let before = Self.record(number, &random)
      switch Int.random(in: 0..<20, using: &random) {
      case 0:
        old.append(before)
        expected.append("\(before.id) removed \(before.status)>NULL")
      case 1:
        new.append(before)
        expected.append("\(before.id) added NULL>\(before.status)")
      default:
        old.append(before)
        var edit = RecordEdit(before)
        edit.apply(&random)
        new.append(edit.after)
        expected += edit.expected
      }
    }
    if renames {
      new = new.map { record in record.with { if $0.author == "p0" { $0.author = "p1" } } }
      expected.append("- person_renamed p0>p1")
    }
    let labels = DefinitionEdit(&random, old: old, new: new)
    expected += labels.expected
    let catalog = try DiffCatalog()
    try catalog.add("old", old, labels: labels.before)
    // Order means nothing: neither of records, nor of groups, nor of labels.
    let shuffled = new.shuffled(using: &random).map { record in
      record.with {
        $0.groups.shuffle(using: &random)
        for index in $0.groups.indices { $0.groups[index].labels.shuffle(using: &random) }
      }
    }
    try catalog.add("new", shuffled, labels: labels.after)
    let kinds = ChangeKind.allCases.filter { $0 != .cluster }
    let found = Set(try catalog.changes(kinds: kinds))
    #expect(found == Set(expected), "\(found.symmetricDifference(expected).sorted().prefix(10))")
  }

  static func record(_ number: Int, _ random: inout SeededGenerator) -> SampleRecord {
    SampleRecord("f\(number)") {
      // Nobody but one person has the first name, for that one is renamed.
      $0.author = "p\([0, 2, 3, 4].randomElement(using: &random) ?? 0)"
      $0.validator = [nil, "", "v1", "v2"].randomElement(using: &random) ?? nil
      $0.status = RecordEdit.statuses.randomElement(using: &random) ?? "a"
      $0.updateDate = [nil, "2025-02-01 00:00"].randomElement(using: &random) ?? nil
      $0.reboundProject = [nil, 0, 3, 7].randomElement(using: &random) ?? nil
      $0.rebound = [nil, nil, "", "x1"].randomElement(using: &random) ?? nil
      $0.groups = (0..<Int.random(in: 0..<4, using: &random)).map { group in
        .init(
          uid: "u\(number).\(group)",
          labels: (0..<Int.random(in: 0..<5, using: &random)).map { _ in Int.random(in: 1...12, using: &random) })
      }
    }
  }
}

/// A random edit of one record, and what must be reported of it.
struct RecordEdit {
  static let statuses = ["p", "v", "a", "d", "u"]

  let before: SampleRecord
  var after: SampleRecord
  private var lines: [String] = []
  private var validatorLine: String?

  init(_ record: SampleRecord) {
    before = record
    after = record
  }

  /// The validator alone is noise.
  var expected: [String] {
    guard let validatorLine else { return lines }
    return lines + [lines.contains { !$0.hasSuffix(" noise") } ? validatorLine : validatorLine + " noise"]
  }

  mutating func apply(_ random: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 0..<4, using: &random) { editField(&random) }
    compareFields()
    if Int.random(in: 0..<2, using: &random) == 0 { editGroups(&random) }
  }

  private mutating func editField(_ random: inout SeededGenerator) {
    switch Int.random(in: 0..<9, using: &random) {
    case 0: after.status = Self.statuses.randomElement(using: &random) ?? "a"
    case 1: if before.author != "p0" { after.author = ["p2", "p3", "p4"].randomElement(using: &random) ?? "p2" }
    case 2: after.validator = [nil, "", "v1", "v2"].randomElement(using: &random) ?? nil
    case 3: after.fileName = ["cat.jpg", "Cat.jpg", "cat.jpg ", ""].randomElement(using: &random) ?? ""
    case 4: after.fileType = ["image", "video", "file", ""].randomElement(using: &random) ?? ""
    case 5: after.updateDate = [nil, "2025-02-01 00:00", "2025-02-01 00:01"].randomElement(using: &random) ?? nil
    case 6: after.related = Int.random(in: 0..<3, using: &random)
    case 7: after.rebound = [nil, "", "x1", "x2"].randomElement(using: &random) ?? nil
    default: after.reboundProject = [nil, 0, 3, 7].randomElement(using: &random) ?? nil
    }
  }

  private mutating func compareFields() {
    func line(_ kind: String, _ old: String?, _ new: String?) {
      guard old != new else { return }
      lines.append("\(before.id) \(kind) \(old ?? "NULL")>\(new ?? "NULL")")
    }
    // What the platform takes for no link, and for no transfer.
    func link(_ rebound: String?) -> String? { rebound == "" ? nil : rebound }
    func bucket(_ project: Int?) -> String? { project == 0 || project == 7 ? nil : project.map(String.init) }
    line("status", before.status, after.status)
    line("author", before.author, after.author)
    line("file_name", before.fileName, after.fileName)
    line("file_type", before.fileType, after.fileType)
    line("duplicate", link(before.rebound), link(after.rebound))
    line("transfer", bucket(before.reboundProject), bucket(after.reboundProject))
    line("key", Self.key(before), Self.key(after))
    if before.validator != after.validator {
      validatorLine = "\(before.id) validator \(before.validator ?? "NULL")>\(after.validator ?? "NULL")"
    }
    if before.updateDate != after.updateDate {
      lines.append("\(before.id) update_date \(before.updateDate ?? "NULL")>\(after.updateDate ?? "NULL") noise")
    }
    if before.related != after.related {
      lines.append("\(before.id) related_duplicates \(before.related)>\(after.related) noise")
    }
  }

  /// The platform's rule: null, 0 and "" count as absent.
  private static func key(_ record: SampleRecord) -> String {
    let project = record.reboundProject ?? 0
    let object = record.rebound ?? ""
    return "project_\(project == 0 ? 7 : project)/\(object.isEmpty ? record.id : object)"
  }

  private mutating func editGroups(_ random: inout SeededGenerator) {
    guard let index = after.groups.indices.randomElement(using: &random) else {
      return add(SampleRecord.Group(uid: "new", labels: [1, 1]))
    }
    switch Int.random(in: 0..<5, using: &random) {
    case 0: add(SampleRecord.Group(uid: "new", labels: [4, 5]))
    case 1: add(after.groups[index])
    case 2:
      let group = after.groups.remove(at: index)
      lines.append("\(before.id) group_removed [\(Self.sorted(group))]>NULL @\(group.uid)")
      lines += group.labels.map { "\(before.id) label_removed label \($0)>NULL @\(group.uid) #\($0)" }
    case 3:
      let uid = after.groups[index].uid
      after.groups[index].uid = "other"
      lines.append("\(before.id) group_uid \(uid)>other @other noise")
    default: relabel(index, &random)
    }
  }

  private mutating func add(_ group: SampleRecord.Group) {
    after.groups.append(group)
    lines.append("\(before.id) group_added NULL>[\(Self.sorted(group))] @\(group.uid)")
    lines += group.labels.map { "\(before.id) label_added NULL>label \($0) @\(group.uid) #\($0)" }
  }

  private mutating func relabel(_ index: Int, _ random: inout SeededGenerator) {
    let old = after.groups[index].labels
    let new = (0..<Int.random(in: 0..<5, using: &random)).map { _ in Int.random(in: 1...12, using: &random) }
    after.groups[index].labels = new
    for label in 1...12 {
      let difference = new.filter { $0 == label }.count - old.filter { $0 == label }.count
      let uid = after.groups[index].uid
      if difference > 0 { lines.append("\(before.id) label_added NULL>label \(label) @\(uid) #\(label)") }
      if difference < 0 { lines.append("\(before.id) label_removed label \(label)>NULL @\(uid) #\(label)") }
    }
  }

  private static func sorted(_ group: SampleRecord.Group) -> String {
    group.labels.sorted().map(String.init).joined(separator: ",")
  }
}

/// Random changes of what labels carry and where they stand, and what must be reported of them.
struct DefinitionEdit {
  /// Spellings of payloads, by value.
  private static let payloads = [
    ["null"], ["\"\""], ["1", "1.0", "1e0"], ["\"1\""], ["true"], ["{\"a\":1,\"b\":[2]}", "{\"b\":[2.0],\"a\":1}"],
    ["[]"], ["{}"], ["9007199254740992", "9007199254740993"],
  ]

  var before: [Int: SampleLabel] = [:]
  var after: [Int: SampleLabel] = [:]
  private(set) var expected: [String] = []

  init(_ random: inout SeededGenerator, old: [SampleRecord], new: [SampleRecord]) {
    for id in 1...12 {
      let value = Int.random(in: 0..<Self.payloads.count, using: &random)
      var label = SampleLabel(name: "label \(id)", payload: Self.spelling(value, &random))
      before[id] = label
      if Bool.random(using: &random) {
        let other = Int.random(in: 0..<Self.payloads.count, using: &random)
        let was = label.payload
        label.payload = Self.spelling(other, &random)
        if other != value { expected.append("label \(id) label_payload \(was)>\(label.payload)") }
      }
      if Bool.random(using: &random) {
        label.level = 1
        expected.append("label \(id) label_moved 0>1")
      }
      after[id] = label
    }
    func used(_ records: [SampleRecord]) -> Set<Int> { Set(records.flatMap { $0.groups.flatMap(\.labels) }) }
    precondition(used(old).count == 12 && used(new).count == 12, "all labels are in both exports")
  }

  private static func spelling(_ value: Int, _ random: inout SeededGenerator) -> String {
    payloads[value].randomElement(using: &random) ?? "null"
  }
}
