import Testing

@testable import ExportFormat

/// A file of another kind is named in the message.
struct OtherKindTests {
  static let kinds: [(text: String, message: String)] = [
    (
      #"{"images":[{"id":1,"file_name":"a.jpg"}],"annotations":[],"categories":[]}"#,
      #"a COCO dataset ("images", "annotations", "categories")"#
    ),
    (
      #"{"info":{},"licenses":[],"images":[],"annotations":[]}"#,
      #"a COCO dataset ("images", "annotations", "info", "licenses")"#
    ),
    (#"{"categories":[{"id":1}],"images":[]}"#, #"a COCO dataset ("images", "categories")"#),
    (
      #"[{"image_id":1,"category_id":2,"bbox":[0,0,1,1],"score":0.5}]"#,
      #"a list of COCO results ("image_id", "category_id")"#
    ),
    (
      #"[{"id":1,"annotations":[{"id":2,"result":[]}],"data":{"image":"a.jpg"}}]"#,
      #"a Label Studio export ("annotations", "data")"#
    ),
    (#"[{"id":1,"completions":[],"data":{}}]"#, #"a Label Studio export ("completions", "data")"#),
    (
      #"[{"image":"a.jpg","id":1,"annotator":2,"annotation_id":3}]"#,
      #"a Label Studio export ("annotation_id", "annotator")"#
    ),
    (#"{"samples":[{"filepath":"a.jpg"}]}"#, #"a FiftyOne dataset ("samples")"#),
    (
      #"{"version":"5.0.1","flags":{},"shapes":[],"imagePath":"a.jpg"}"#,
      #"a LabelMe file ("shapes", "imagePath", "flags", "version")"#
    ),
    (
      #"{"detail":"Authentication credentials were not provided."}"#,
      #"an error that a web service answered ("detail")"#
    ),
    (#"{"message":"Not Found","status":404}"#, #"an error that a web service answered ("message")"#),
    ("<!DOCTYPE html>\n<html><body>Log in</body></html>", "a web page, such as that of a login"),
    ("\n <HTML lang=en>", "a web page, such as that of a login"),
    ("<?xml version=\"1.0\"?>\n<annotations><version>1.1</version></annotations>", "a CVAT file (XML)"),
    ("<annotation><folder>a</folder></annotation>", "a Pascal VOC file (XML)"),
    ("<?xml version=\"1.0\"?><rss></rss>", "XML"),
    ("path: ../data\ntrain: images/train\nval: images/val\nnc: 2\nnames: [a, b]\n", "a YOLO data.yaml"),
    ("names:\n  0: car\nnc: 1\n", "a YOLO data.yaml"), ("---\na: 1\n", "YAML"),
    ("0 0.5 0.5 0.25 0.25\n1 0.1 0.1 0.2 0.2\n", "a file of YOLO labels"),
    ("id,file_name,status\n1,a.jpg,v\n", "CSV"), ("\"id\";\"file name\"\n", "CSV"),
    ("PAR1\u{15}", "a Parquet file"), ("%PDF-1.7\n", "a PDF document"), ("SQLite format 3\0", "an SQLite database"),
    ("[\0{\0", "text in UTF-16, which has to be converted to UTF-8"),
  ]

  @Test(arguments: kinds.indices) func kind(index: Int) throws {
    let (text, message) = Self.kinds[index]
    let expected = "export.json: this looks like \(message); expected \(Expectation.export)"
    for policy in [ExportReader.FaultPolicy.stop, .skip] {
      let error = try #require(Reading(text, policy: policy).error)
      #expect("\(error)" == expected)
      #expect(Reading([Array(text.utf8)], policy: policy, chunk: 64, step: 3).error?.description == expected)
    }
  }

  @Test(
    arguments: [[0xFF, 0xFE, 0x5B, 0], [0xFE, 0xFF, 0, 0x5B], [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF, 0xE0]]
      as [[UInt8]])
  func `kind by bytes`(bytes: [UInt8]) throws {
    guard case .otherKind = try #require(Reading([bytes]).error).found else {
      Issue.record("not told")
      return
    }
  }

  @Test(arguments: ["", "\n", " \t\r\n", "\u{FEFF}"]) func `an empty file`(text: String) throws {
    let error = try #require(Reading(text).error)
    #expect("\(error)" == "export.json: the file is empty; expected \(Expectation.export)")
  }

  @Test func `in the place of a page`() throws {
    let page = PageTests.page(1, of: 2, per: 1, count: 1)
    let error = try #require(Reading([Array(page.utf8), Array("<html>".utf8)]).error)
    #expect("\(error)".hasPrefix("part-2.json: this looks like a web page"))
  }

  @Test(arguments: [
    #""images":[1],"annotations":[],"categories":[],"#, #""data":{},"annotations":[],"#,
    #""detail":"x","message":"y","#,
    #""samples":[],"shapes":[],"flags":{},"#,
  ])
  func `a record with another's keys is a record`(keys: String) {
    let record = "{" + keys + SampleRecord().text.dropFirst()
    #expect(Reading("[\(record)]").records.count == 1)
    #expect(Reading(" " + record).records.count == (keys.hasPrefix("\"data\"") ? 0 : 1))
    // Nor is it taken for another kind where it has a fault.
    let faulty = record.replacing("\"status\":\"a\"", with: "\"status\":7")
    #expect(faulty != record)
    #expect(Reading("[\(faulty)]").error?.path == "$[0].status")
  }

  @Test func `a fault in the second record is a fault`() throws {
    let text = "[\(SampleRecord().text),{\"image_id\":1,\"category_id\":1}]"
    #expect(try #require(Reading(text).error).record == 2)
    #expect(Reading(text, policy: .skip).rejected.count == 1)
  }
}
