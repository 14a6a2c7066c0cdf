/// A record of a made-up export.
struct TestRecord {
  var id: String
  var status = "a"
  var validator: String?
  var labels: [Int] = []
  var rebound: String?

  private func quoted(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "null" }

  var json: String {
    let labels = labels.map { "[\($0),0,\"label \($0)\",null]" }.joined(separator: ",")
    let groups = labels.isEmpty ? "[]" : "[{\"uid\":\"u-\(id)\",\"attributes\":[\(labels)]}]"
    return """
      {"id":"\(id)","related_duplicates":0,"attributes":\(groups),"author_name":"ann",\
      "validator_name":\(quoted(validator)),"file_name":"\(id).jpg","file_type":"image","status":"\(status)",\
      "upload_date":"2025-01-01 00:00","update_date":null,"rebound_project":null,"rebound":\(quoted(rebound))}
      """
  }

  static func export(_ records: [TestRecord]) -> String { "[" + records.map(\.json).joined(separator: ",") + "]" }
}
