import Testing

/// An input that is not an export, and a name to find it by.
struct MalformedInput: CustomTestStringConvertible, Sendable {
  let name: String
  let bytes: [UInt8]

  init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

  /// Bytes in the middle of a string that is otherwise as it should be.
  init(_ name: String, inString bytes: [UInt8]) {
    let parts = SampleRecord().adding("note", "\"ab#yz\"").export.utf8.split(separator: UInt8(ascii: "#"))
    self.init(name, Array(parts[0]) + bytes + Array(parts[1]))
  }

  /// A value of an unknown field.
  init(_ name: String, value: String) { self.init(name, SampleRecord().adding("note", value).export) }

  /// One known field with another value.
  init(_ name: String, _ field: String, _ value: String) { self.init(name, SampleRecord().with(field, value).export) }

  /// One group in place of the groups.
  init(_ name: String, group: String) { self.init(name, "attributes", "[\(group)]") }

  /// One label in place of the labels.
  init(_ name: String, label: String) { self.init(name, group: #"{"uid":"u1","attributes":[\#(label)]}"#) }

  var testDescription: String { name }

  static let all: [MalformedInput] =
    documents + syntax + numbers + strings + fields + dates + groups + labels + lines + envelopes

  private static let good = SampleRecord().text

  /// What stands around the records.
  private static let documents: [MalformedInput] = [
    .init("nothing", ""),
    .init("white space only", " \n\t\r "),
    .init("byte order mark only", "\u{FEFF}"),
    .init("byte order mark twice", "\u{FEFF}\u{FEFF}[]"),
    .init("byte order mark after a space", " \u{FEFF}[]"),
    .init("byte order mark cut", [0xEF, 0xBB, UInt8(ascii: "["), UInt8(ascii: "]")]),
    .init("UTF-16 with a mark", [0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00]),
    .init("UTF-16 without a mark", [0x5B, 0x00, 0x5D, 0x00]),
    .init("NUL first", [0x00, 0x5B, 0x5D]),
    .init("NUL after the document", [0x5B, 0x5D, 0x00]),
    .init("a string", "\"[]\""),
    .init("a number", "12"),
    .init("null", "null"),
    .init("HTML", "<!DOCTYPE html>\n<html>"),
    .init("CSV", "id,related_duplicates\n1,0\n"),
    .init("array not closed", "["),
    .init("array closed by a brace", "[}"),
    .init("array not closed after a record", "[\(good)"),
    .init("comma at the end of the array", "[\(good),]"),
    .init("comma at the end of the input", "[\(good),"),
    .init("comma first", "[,\(good)]"),
    .init("two commas", "[\(good),,\(good)]"),
    .init("no comma between records", "[\(good) \(good)]"),
    .init("semicolon between records", "[\(good);\(good)]"),
    .init("closed twice", "[]]"),
    .init("document twice", "[][]"),
    .init("word after the document", "[\(good)]\ntrue"),
    .init("comment before the document", "// export\n[]"),
    .init("comment after the document", "[] // export"),
    .init("comment in the array", "[/* none */]"),
    .init("form feed as white space", "[\u{0C}]"),
    .init("vertical tab as white space", "[\u{0B}]"),
    .init("no-break space as white space", "[\u{A0}]"),
    .init("record is null", "[null]"),
    .init("record is a number", "[1]"),
    .init("record is a string", "[\"\(String(repeating: "record", count: 12))\"]"),
    .init("record is an array", "[[\(good)]]"),
    .init("second record is a number, on a line of its own", "[\n  \(good),\n  42\n]"),
    .init("record is not closed", "[{"),
    .init("record is empty", "[{}]"),
    .init("record closed by a bracket", "[\(good.dropLast())]"),
    .init("comma at the end of the record", "[\(good.dropLast()),}]"),
    .init("comma first in the record", "[{,\(good.dropFirst())]"),
    .init("two commas in the record", "[{\"id\":\"1\",,\"rebound\":null}]"),
  ]

  /// JSON's grammar inside of a record.
  private static let syntax: [MalformedInput] = [
    .init("key without quotes", #"[{id:"1"}]"#),
    .init("key in single quotes", #"[{'id':"1"}]"#),
    .init("key is a number", #"[{1:"1"}]"#),
    .init("key is not closed", #"[{"id"#),
    .init("no colon", #"[{"id" "1"}]"#),
    .init("equals sign for a colon", #"[{"id"="1"}]"#),
    .init("two colons", #"[{"id"::"1"}]"#),
    .init("no value", #"[{"id":}]"#),
    .init("no value for an unknown field", value: ""),
    .init("no comma between members", #"[{"id":"1" "rebound":null}]"#),
    .init("value in single quotes", value: "'a'"),
    .init("value in curly quotes", value: "\u{201C}a\u{201D}"),
    .init("literal cut", value: "tru"),
    .init("literal misspelt", value: "flase"),
    .init("literal in capitals", value: "True"),
    .init("literal with a tail", value: "nullable"),
    .init("None", value: "None"),
    .init("undefined", value: "undefined"),
    .init("comma at the end of an array", value: "[1,2,]"),
    .init("comma at the end of an object", value: #"{"a":1,}"#),
    .init("comma alone in an array", value: "[,]"),
    .init("array closed by a brace in a value", value: "[1}"),
    .init("object closed by a bracket in a value", value: #"{"a":1]"#),
    .init("no comma in an array", value: "[1 2]"),
    .init("object without a value", value: #"{"a"}"#),
    .init("key twice in a nested object", value: #"[{"a":1,"b":2,"a":3}]"#),
    .init("key twice in a nested object, one escaped", value: #"{"a":1,"\u0061":2}"#),
    .init("key twice among many", value: "{" + (0..<40).map { "\"k\($0 % 39)\":\($0)" }.joined(separator: ",") + "}"),
    .init("513 arrays", value: String(repeating: "[", count: 513) + String(repeating: "]", count: 513)),
    .init("100000 arrays", value: String(repeating: "[", count: 100_000)),
    .init("600 objects", value: String(repeating: #"{"a":"#, count: 600) + "1" + String(repeating: "}", count: 600)),
    .init("comment in a value", value: "[1, /* two */ 2]"),
    .init("NUL between tokens", value: "[1,\u{0}2]"),
  ]

  private static let numbers: [MalformedInput] = [
    "01", "-01", "00", "1.", "-.5", ".5", "+1", "1e", "1e+", "1.5e", "1.e5", "-", "--1", "1.2.3", "1e5.5", "0x1F",
    "1_000",
    "NaN", "Infinity", "-Infinity", "1\u{0660}", "\u{FF11}",
  ].map { .init("number \($0)", value: "[\($0)]") }

  private static let strings: [MalformedInput] = [
    .init("string not closed", value: "\"a"),
    .init("line break in a string", value: "\"a\nb\""),
    .init("tab in a string", value: "\"a\tb\""),
    .init("NUL in a string", inString: [0x00]),
    .init("unit separator in a string", inString: [0x1F]),
    .init("escape in a string", inString: [0x1B]),
    .init("escape \\x", value: #""\x41""#),
    .init("escape \\'", value: #""\'""#),
    .init("escape \\U", value: #""\U0041""#),
    .init("escape \\0", value: #""\0""#),
    .init("escape of a line break", value: "\"a\\\nb\""),
    .init("escape of a letter past ASCII", value: "\"a\\\u{E9}\""),
    .init("escape at the end of the input", #"[{"id":"a\"#),
    .init("escape \\u with three digits", value: #""\u004""#),
    .init("escape \\u with a letter that is no digit", value: #""\u00G1""#),
    .init("escape \\u with a sign", value: #""\u+041""#),
    .init("escape \\u cut", #"[{"id":"a\u00"#),
    .init("escape \\u{}", value: #""\u{41}""#),
    .init("first half of a surrogate pair alone", value: #""\uD83D""#),
    .init("first half before a letter", value: #""\uD83Dx""#),
    .init("first half before another escape", value: #""\uD83D\n""#),
    .init("first half before a plain \\u", value: #""\uD83D\u0041""#),
    .init("first half twice", value: #""\uD83D\uD83D\uDE00""#),
    .init("second half alone", value: #""\uDE00""#),
    .init("second half before the first", value: #""\uDE00\uD83D""#),
    .init("lone surrogate in a key", #"[{"\uD800":1}]"#),
    .init("bad escape in a key", #"[{"a\qb":1}]"#),
    .init("continuation byte alone", inString: [0x80]),
    .init("continuation byte BF alone", inString: [0xBF]),
    .init("sequence of 2 cut", inString: [0xC3]),
    .init("sequence of 3 cut after 1", inString: [0xE2]),
    .init("sequence of 3 cut after 2", inString: [0xE2, 0x82]),
    .init("sequence of 4 cut after 3", inString: [0xF0, 0x9F, 0x98]),
    .init("overlong 2: C0 80", inString: [0xC0, 0x80]),
    .init("overlong 2: C1 BF", inString: [0xC1, 0xBF]),
    .init("overlong 3: E0 9F BF", inString: [0xE0, 0x9F, 0xBF]),
    .init("overlong 4: F0 8F BF BF", inString: [0xF0, 0x8F, 0xBF, 0xBF]),
    .init("surrogate in UTF-8: ED A0 80", inString: [0xED, 0xA0, 0x80]),
    .init("surrogate in UTF-8: ED BF BF", inString: [0xED, 0xBF, 0xBF]),
    .init("past U+10FFFF: F4 90 80 80", inString: [0xF4, 0x90, 0x80, 0x80]),
    .init("F5", inString: [0xF5, 0x80, 0x80, 0x80]),
    .init("FE", inString: [0xFE]),
    .init("FF", inString: [0xFF]),
    .init("Latin-1 é", inString: [0xE9]),
    .init("UTF-8 cut at the end of the input", Array(#"[{"id":"a"#.utf8) + [0xF0, 0x9F]),
    .init("bytes past ASCII between tokens", Array("[".utf8) + [0xFF] + Array("]".utf8)),
  ]

  /// The twelve fields: each missing, and each of every type that it can't be.
  private static let fields: [MalformedInput] = {
    let record = SampleRecord()
    let values = [
      ("null", "null"), ("true", "true"), ("an integer", "7"), ("a real", "1.5"), ("a string", "\"text\""),
      ("an empty string", "\"\""), ("a list", "[]"), ("an object", "{}"),
    ]
    let good: [String: Set<String>] = [
      "id": ["a string"], "related_duplicates": ["an integer"], "attributes": ["a list"],
      "author_name": ["a string", "an empty string"], "validator_name": ["null", "a string", "an empty string"],
      "file_name": ["a string", "an empty string"], "file_type": ["a string", "an empty string"],
      "status": ["a string"], "upload_date": [], "update_date": ["null"],
      "rebound_project": ["null", "an integer"], "rebound": ["null", "a string", "an empty string"],
    ]
    let missing = record.fields.map {
      MalformedInput("\($0.name) is missing", "[\(record.text),\(record.without($0.name).text)]")
    }
    let wrong = record.fields.flatMap { field in
      values.filter { good[field.name]?.contains($0.0) == false }.map {
        MalformedInput("\(field.name) is \($0.0)", field.name, $0.1)
      }
    }
    return missing + wrong + [
      .init("status stands twice", record.adding("status", "\"d\"").export),
      .init("status stands twice, once escaped", record.adding(#"st\u0061tus"#, "\"d\"").export),
      .init("id stands twice, one after the other", record.text.replacing(#"{"id""#, with: #"[{"id":"1","id""#) + "]"),
      .init("an unknown field stands twice", record.adding("note", "1").adding("n\\u006fte", "2").export),
      .init("a field in capitals", record.without("status").adding("Status", "\"a\"").export),
      .init("related_duplicates past 64 bits", "related_duplicates", "9223372036854775808"),
      .init("related_duplicates far past 64 bits", "related_duplicates", "123456789012345678901234567890"),
      .init(
        "related_duplicates past 64 bits with a fraction", "related_duplicates", "123456789012345678901234567890.5"),
      .init("related_duplicates below 64 bits", "related_duplicates", "-9223372036854775809"),
      .init("related_duplicates with an exponent", "related_duplicates", "1e3"),
      .init("related_duplicates with a zero before it", "related_duplicates", "007"),
      .init("related_duplicates is a sign", "related_duplicates", "-"),
      .init("rebound_project as text", "rebound_project", "\"7\""),
      .init("a long wrong value", "related_duplicates", "\"\(String(repeating: "0123456789", count: 30))\""),
      .init("a wrong value that would trick a terminal", "status", "{\"a\":\"\u{9B}31m\"}".replacing("{", with: "[{")),
      .init("a date that would trick a terminal", "upload_date", "\"\u{9B}31m\u{202E}\""),
      .init("a key that would trick a terminal", "[{\"a\u{9B}31m\":tru}]"),
    ]
  }()

  private static let dates: [MalformedInput] =
    [
      "2025-02-30 10:00", "2025-02-29 10:00", "1900-02-29 10:00", "2025-04-31 10:00", "2025-13-01 10:00",
      "2025-00-01 10:00", "2025-01-00 10:00", "2025-01-32 10:00", "2025-01-01 24:00", "2025-01-01 10:60", "2025-01-01",
      "2025-01-01 10:00:00", "2025-01-01T10:00", "2025-1-01 10:000", "25-01-01 10:00", "2025/01/01 10:00",
      "10:00 2025-01-01", "2025-01-01 10.00", "20a5-01-01 10:00", "2025-01-01 1:000", " 025-01-01 10:00",
      "2025-01-01 10:00Z", "", #"2025\u002d02-30 10:00"#,
    ].map { .init("date \($0)", "upload_date", "\"\($0)\"") } + [
      .init("update_date 2025-02-30", "update_date", "\"2025-02-30 10:00\""),
      .init("upload_date is a time stamp", "upload_date", "1749591660"),
    ]

  private static let groups: [MalformedInput] = [
    .init("group is null", group: "null"),
    .init("group is a list", group: "[]"),
    .init("group is a string", group: "\"u1\""),
    .init("group is empty", group: "{}"),
    .init("group is not closed", group: #"{"uid":"u1","attributes":[]"#),
    .init("group without uid", group: #"{"attributes":[]}"#),
    .init("group without attributes", group: #"{"uid":"u1"}"#),
    .init("group's uid is null", group: #"{"uid":null,"attributes":[]}"#),
    .init("group's uid is a number", group: #"{"uid":1,"attributes":[]}"#),
    .init("group's attributes are null", group: #"{"uid":"u1","attributes":null}"#),
    .init("group's attributes are an object", group: #"{"uid":"u1","attributes":{}}"#),
    .init("group's uid stands twice", group: #"{"uid":"u1","uid":"u2","attributes":[]}"#),
    .init("group's uid stands twice, once escaped", group: #"{"uid":"u1","\u0075id":"u2","attributes":[]}"#),
    .init("group's attributes stand twice", group: #"{"uid":"u1","attributes":[],"attributes":[]}"#),
    .init("group's unknown field stands twice", group: #"{"uid":"u1","attributes":[],"x":1,"\u0078":1}"#),
    .init("group has a comma at its end", group: #"{"uid":"u1","attributes":[],}"#),
    .init("comma at the end of the groups", group: #"{"uid":"u1","attributes":[]},"#),
    .init("no comma between groups", group: #"{"uid":"u1","attributes":[]} {"uid":"u2","attributes":[]}"#),
    .init("comma alone among groups", group: ","),
  ]

  private static let labels: [MalformedInput] = [
    .init("label is empty", label: "[]"),
    .init("label of one entry", label: "[1]"),
    .init("label of two entries", label: "[1,0]"),
    .init("label of three entries", label: #"[1,0,"a"]"#),
    .init("label of five entries", label: #"[1,0,"a",null,null]"#),
    .init("label with a comma at its end", label: #"[1,0,"a",null,]"#),
    .init("label is null", label: "null"),
    .init("label is a number", label: "1"),
    .init("label is an object", label: #"{"id":1}"#),
    .init("label's id is null", label: #"[null,0,"a",null]"#),
    .init("label's id is a string", label: #"["1",0,"a",null]"#),
    .init("label's id is a real", label: #"[1.0,0,"a",null]"#),
    .init("label's id has an exponent", label: #"[1E2,0,"a",null]"#),
    .init("label's id is past 64 bits", label: #"[99999999999999999999,0,"a",null]"#),
    .init("label's level is null", label: #"[1,null,"a",null]"#),
    .init("label's level is a string", label: #"[1,"0","a",null]"#),
    .init("label's level is a real", label: #"[1,0.5,"a",null]"#),
    .init("label's name is null", label: #"[1,0,null,null]"#),
    .init("label's name is a number", label: #"[1,0,7,null]"#),
    .init("label's payload is missing", label: #"[1,0,"a",]"#),
    .init("label's payload is no JSON", label: #"[1,0,"a",nil]"#),
    .init("label's payload has a key twice", label: #"[1,0,"a",{"k":1,"k":1}]"#),
    .init("comma at the end of the labels", label: #"[1,0,"a",null],"#),
    .init("no comma between labels", label: #"[1,0,"a",null][2,0,"b",null]"#),
    .init("same label written well and then badly", label: #"[1,0,"a",null],[1,0,"a",null"#),
  ]

  /// One record a line.
  private static let lines: [MalformedInput] = [
    .init("lines: records not separated", good + good),
    .init("lines: records separated by a space", good + " " + good),
    .init("lines: records separated by a carriage return", good + "\r" + good),
    .init("lines: records separated by a comma", good + ",\n" + good),
    .init("lines: second line is a number", good + "\n12\n"),
    .init("lines: second line is an array", good + "\n[" + good + "]\n"),
    .init("lines: last line cut", good + "\n" + good.dropLast(9)),
    .init("lines: word after the last line", good + "\nend\n"),
    .init("lines: second record lacks its status", good + "\n\n" + SampleRecord().without("status").text + "\n"),
    .init("lines: NUL after the last line", good + "\n\u{0}"),
  ]

  /// The paginated envelope.
  private static let envelopes: [MalformedInput] = [
    .init("envelope without data", #"{"page":1,"per_page":25,"total_pages":3}"#),
    .init("envelope whose data is null", #"{"data":null,"page":1}"#),
    .init("envelope whose data is an object", #"{"data":{},"page":1}"#),
    .init("envelope with data twice", #"{"data":[],"page":1,"data":[]}"#),
    .init("envelope with page twice", #"{"page":1,"p\u0061ge":1,"data":[]}"#),
    .init("envelope not closed", #"{"data":[]"#),
    .init("envelope cut in a number", #"{"data":[],"page":1"#),
    .init("envelope with a comma at its end", #"{"data":[],"page":1,}"#),
    .init("envelope without commas", #"{"data":[] "page":1}"#),
    .init("envelope with a bad value", #"{"data":[],"page":1.}"#),
    .init("envelope with a bad nested value", #"{"page":{"a":[1,x]},"data":[]}"#),
    .init("envelope twice", #"{"data":[]}{"data":[]}"#),
    .init(
      "envelope whose second record is faulty", "{\n\"data\": [\n\(good),\n\(SampleRecord().with("status", "1").text)]}"
    ),
  ]
}
