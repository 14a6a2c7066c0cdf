// Decodes an export and drops it, with every check of an import: what the decoding thread does, alone.
//
//   decode-benchmark annotation.json [rounds]     prints the best seconds and GB/s of the rounds
//
// The bytes come from memory, as simdjson's do.

import ExportFormat
import Foundation

let arguments = CommandLine.arguments
guard arguments.count > 1, let data = FileManager.default.contents(atPath: arguments[1]) else {
  print("usage: decode-benchmark annotation.json [rounds]")
  exit(64)
}
let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 5 : 5
let bytes = [UInt8](data)
var best = Double.infinity
var counts = (records: 0, groups: 0, labels: 0)
for _ in 0..<rounds {
  let source = MemorySource(bytes)
  let reader = ExportReader(sources: [source])
  let batch = RecordBatch()
  var found = (records: 0, groups: 0, labels: 0)
  let start = DispatchTime.now().uptimeNanoseconds
  while try reader.fill(batch) {
    found.records += batch.decoded.records.count
    found.groups += batch.decoded.groups.count
    found.labels += batch.decoded.labels.count
  }
  best = min(best, Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)
  counts = found
}
print(
  """
  {"seconds": \(best), "gigabytes_per_second": \(Double(bytes.count) / best / 1e9), "records": \(counts.records), \
  "groups": \(counts.groups), "labels": \(counts.labels)}
  """)
