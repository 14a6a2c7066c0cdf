import Testing

@testable import ExportFormat

@Suite("Digests of records")
struct DigestTests {
  private static let groups =
    #"[{"uid":"u1","attributes":[[1,0,"a",null],[2,1,"b","p"]],"x":1,"y":2},{"uid":"u2","attributes":[[3,0,"c",null]]}]"#
  private static let base = SampleRecord().with("attributes", groups).adding("n", #"{"k":"é"}"#).adding("m", "1")

  private static func digest(_ record: SampleRecord) throws -> UInt64 {
    let reading = Reading(record.export)
    return try #require(reading.records.first?.digest, "\(reading.error as Any)")
  }

  /// Other spellings of the same record, and changes of what a digest leaves out.
  static let same: [(String, SampleRecord)] = [
    ("fields backwards", SampleRecord(fields: base.fields.reversed())),
    (
      "groups in another order",
      base.with(
        "attributes",
        #"[{"uid":"u2","attributes":[[3,0,"c",null]]},{"y":2,"attributes":[[1,0,"a",null],[2,1,"b","p"]],"x":1,"uid":"u1"}]"#
      )
    ),
    (
      "labels in another order",
      base.with(
        "attributes", groups.replacing(#"[1,0,"a",null],[2,1,"b","p"]"#, with: #"[2,1,"b","p"],[1,0,"a",null]"#))
    ),
    (
      "escapes",
      base.with("author_name", #""\u0041nn""#).with("file_name", #""photo\u002ejpg""#).with(
        "id", #""\u00368\u00348a6709aeaf5eb62cf01a8""#)
    ),
    ("an escape in a uid", base.with("attributes", groups.replacing("\"u1\"", with: #""\u00751""#))),
    ("an unknown field's spelling", base.with("n", #" { "\u006b" : "\u00e9" } "#)),
    ("related_duplicates", base.with("related_duplicates", "5")),
    ("update_date", base.with("update_date", "null")),
    ("validator_name", base.with("validator_name", "\"Val\"")),
    ("rebound, empty", base.with("rebound", "\"\"")), ("rebound_project 0", base.with("rebound_project", "0")),
    ("a label's name", base.with("attributes", groups.replacing("\"a\"", with: "\"z\""))),
    ("a label's payload", base.with("attributes", groups.replacing("\"p\"", with: "[1]"))),
    ("a label's level", base.with("attributes", groups.replacing("[2,1", with: "[2,7"))),
  ]

  /// Changes of one thing that a record says.
  static let different: [(String, SampleRecord)] = [
    ("id", base.with("id", "\"6848a6709aeaf5eb62cf01a9\"")),
    ("author_name", base.with("author_name", "\"Anna\"")),
    ("author_name, empty", base.with("author_name", "\"\"")),
    ("file_name", base.with("file_name", "\"photo.png\"")),
    ("text moved from one field to the next", base.with("author_name", "\"Annphoto\"").with("file_name", "\".jpg\"")),
    ("file_type", base.with("file_type", "\"video\"")),
    ("status", base.with("status", "\"d\"")),
    ("upload_date", base.with("upload_date", "\"2025-06-10 21:42\"")),
    ("rebound", base.with("rebound", "\"6848a6709aeaf5eb62cf01a9\"")),
    ("rebound_project", base.with("rebound_project", "7")),
    ("a group's uid", base.with("attributes", groups.replacing("u2", with: "u3"))),
    (
      "a group less",
      base.with("attributes", groups.replacing(#",{"uid":"u2","attributes":[[3,0,"c",null]]}"#, with: ""))
    ),
    (
      "an empty group more",
      base.with("attributes", groups.replacing("]}]", with: #"]},{"uid":"u3","attributes":[]}]"#))
    ),
    ("no groups", base.with("attributes", "[]")),
    ("a label's id", base.with("attributes", groups.replacing("[2,1", with: "[4,1"))),
    ("a label less", base.with("attributes", groups.replacing(#",[2,1,"b","p"]"#, with: ""))),
    (
      "a label in the other group",
      base.with(
        "attributes", groups.replacing(#",[2,1,"b","p"]"#, with: "").replacing("[3,0", with: #"[2,1,"b","p"],[3,0"#))
    ),
    (
      "labels of the groups swapped",
      base.with(
        "attributes", groups.replacing("u1", with: "u9").replacing("u2", with: "u1").replacing("u9", with: "u2"))
    ),
    ("an unknown field's value", base.with("m", "2")),
    ("an unknown field less", base.without("m")),
    ("an unknown field more", base.adding("o", "null")),
    ("a group's unknown field", base.with("attributes", groups.replacing(#""x":1"#, with: #""x":2"#))),
    (
      "a group's unknown fields swapped",
      base.with("attributes", groups.replacing(#""x":1,"y":2"#, with: #""x":2,"y":1"#))
    ),
  ]

  @Test("are the same for the same content", arguments: same)
  func isTheSame(name: String, record: SampleRecord) throws {
    #expect(record.text != Self.base.text)
    #expect(try Self.digest(record) == Self.digest(Self.base))
  }

  @Test("differ where the content differs, and from each other")
  func isAnother() throws {
    var names: [UInt64: String] = [try Self.digest(Self.base): "base"]
    for (name, record) in Self.different {
      let digest = try Self.digest(record)
      #expect(names[digest] == nil, "\(name) is like \(names[digest] ?? "")")
      names[digest] = name
    }
  }

  @Test("are those that catalogs hold already")
  func stable() throws {
    // A change of these makes every file of an older export look changed.
    let digests = [try Self.digest(SampleRecord()), try Self.digest(Self.base)]
    #expect(digests == [Self.digestOfSample, Self.digestOfBase])
  }

  private static let digestOfSample: UInt64 = 7_048_911_999_771_918_565
  private static let digestOfBase: UInt64 = 8_428_357_081_445_220_484
}
