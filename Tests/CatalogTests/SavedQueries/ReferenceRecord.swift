import Foundation

extension JSONDecoder {
  /// Reads what the platform wrote, with the names of fields in Swift's spelling.
  static var ofExports: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }
}

/// A record as Foundation reads it, to count by other means than SQL.
struct ReferenceRecord: Decodable {
  struct Group: Decodable {
    let uid: String
    let attributes: [Label]
    var ids: Set<Int> { Set(attributes.map(\.id)) }
  }

  struct Label: Decodable {
    let id: Int
    let level: Int
    let name: String

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      id = try container.decode(Int.self)
      level = try container.decode(Int.self)
      name = try container.decode(String.self)
    }
  }

  let id: String
  let attributes: [Group]
  let authorName: String
  let validatorName: String?
  let fileName: String
  let fileType: String
  let status: String
  let uploadDate: String
  let updateDate: String?
  let rebound: String?
  let reboundProject: Int?

  static func all(of export: String) throws -> [ReferenceRecord] {
    try JSONDecoder.ofExports.decode([ReferenceRecord].self, from: SampleExports.data("\(export)/annotation.api.json"))
  }

  /// In how many groups each label stands.
  var uses: [Int: Int] {
    attributes.flatMap(\.attributes).reduce(into: [:]) { $0[$1.id, default: 0] += 1 }
  }

  /// What counts as the record's content in a comparison.
  var content: [String] {
    [fileName, fileType, status, authorName, uploadDate, rebound ?? "-", "\(reboundProject ?? -1)"]
      + attributes.map { "\($0.uid) \($0.ids.sorted())" }.sorted()
  }
}
