import ExportFormat
import Foundation

/// What the fuzz tests start from.
enum FuzzDocuments {
  /// How many documents each test makes: PRESSMARK_FUZZ_COUNT, or some seconds' worth.
  static let count = ProcessInfo.processInfo.environment["PRESSMARK_FUZZ_COUNT"].flatMap { Int($0) } ?? 20_000
  static let seed = ProcessInfo.processInfo.environment["PRESSMARK_FUZZ_SEED"].flatMap { UInt64($0) } ?? 2025

  /// The records of a real export, each as the exporter wrote it.
  static func records() throws -> [[UInt8]] {
    let batch = RecordBatch()
    _ = try ExportReader(sources: [MemorySource(try RealExports.bytes("small/annotation.api.json"))]).fill(batch)
    return (0..<batch.decoded.records.count).map { Array(batch.raw(batch.decoded.records[$0])) }
  }

  /// Values of all kinds.
  static func values() throws -> [[UInt8]] {
    let made = [
      #"{"a":[1,2.5,-3e2,{"b":null,"c":[true,false]}],"d":"text","e":""}"#,
      "[ 1 ,\n\t 2 , [ ] , { } , \"\\u00e9\\ud83d\\ude00\\n\\\"\" ]", "\"plain\"", "12", "-0.5e-3", "true", " null ",
      String(repeating: "[", count: 511) + String(repeating: "]", count: 511),
      #"{"k1":1,"k2":2,"k3":3,"k4":4,"k5":5,"k6":6,"k7":7,"k8":8,"k9":9,"k10":10,"kä":"ö漢字😀"}"#,
      "[" + (0..<60).map { "\($0 * 977)" }.joined(separator: ", ") + "]",
      "{\n    \"indented\": [\n        {\n            \"by\": 4\n        }\n    ]\n}",
    ].map { Array($0.utf8) }
    return made + (try records()) + [try RealExports.bytes("seed-sample/annotation.json")]
  }

  /// Exports of one to three records, in all three forms.
  static func exports() throws -> [[UInt8]] {
    let records = try records()
    var exports: [[UInt8]] = [Array("[]".utf8), Array("[\(SampleRecord().text)]".utf8)]
    for index in records.indices {
      let some = (0...index % 3).map { records[(index + $0 * 7) % records.count] }
      exports.append([0x5B] + some.joined(separator: Array(",\n  ".utf8)) + [0x5D])
    }
    return exports
  }
}
