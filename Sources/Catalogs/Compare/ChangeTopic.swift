/// What the summary counts: changed files, or definitions, people and clusters.
public struct ChangeTopic: RawRepresentable, Hashable, Codable, Sendable {
  /// The topic as conditions, `--kind` and JSON name it.
  public let rawValue: String
  /// The topic as the summary counts it.
  public let words: String

  /// - Parameter words: nil for the name.
  init(_ name: String, words: String? = nil) {
    rawValue = name
    self.words = words ?? name
  }

  /// Finds a topic by its name; nil where there is none.
  public init?(rawValue: String) {
    guard let topic = Self.byName[rawValue] else { return nil }
    self = topic
  }

  /// Finds a topic by its name; the plural can be left out.
  public init?(named name: String) {
    guard let topic = Self(rawValue: name) ?? Self(rawValue: name + "s") else { return nil }
    self = topic
  }

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  public static func == (left: Self, right: Self) -> Bool { left.rawValue.utf8.elementsEqual(right.rawValue.utf8) }

  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

extension ChangeTopic: CaseIterable {
  /// All topics: each as its first kind is listed, noise behind what counts.
  public static let allCases: [ChangeTopic] = {
    var topics: [ChangeTopic] = []
    for kind in ChangeKind.allCases where !topics.contains(kind.topic) { topics.append(kind.topic) }
    return topics
  }()

  /// The kinds of change it takes together, noise apart.
  public var kinds: [ChangeKind] { ChangeKind.allCases.filter { $0.topic == self } }

  /// Topics that count changed files.
  package static let ofChangedFiles = allCases.filter { $0.scope == .file }

  /// Topics that are reported once for all the files they touch.
  package static let reportedOnce = allCases.filter { [.definition, .person, .cluster].contains($0.scope) }

  /// What its kinds are changes of.
  var scope: ChangeKind.Scope? { kinds.first?.scope }

  /// Which rows of `changes` it takes, in SQL: the one meaning for counts, conditions, `--kind` and lists. A row is
  /// either noise or of the topic of its kind.
  package var condition: String {
    if self == .noise { return "noise" }
    return "NOT noise AND kind IN (" + kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"
  }
}

extension ChangeTopic: CustomStringConvertible {
  public var description: String { rawValue }
}

extension ChangeTopic {
  /// Files in NEW only.
  public static let added = ChangeTopic("added")
  /// Files in OLD only.
  public static let removed = ChangeTopic("removed")
  /// The status.
  public static let status = ChangeTopic("status")
  /// Labels and groups put on or taken off.
  public static let labels = ChangeTopic("labels")
  /// The key in the object storage.
  public static let key = ChangeTopic("key")
  /// The link to a better file.
  public static let duplicates = ChangeTopic("duplicates", words: "duplicate")
  /// The bucket.
  public static let transfers = ChangeTopic("transfers", words: "transfer")
  /// Who uploaded a file.
  public static let authors = ChangeTopic("authors", words: "author")
  /// Who decided.
  public static let validators = ChangeTopic("validators", words: "validator")
  /// File names.
  public static let names = ChangeTopic("names", words: "file name")
  /// File types.
  public static let types = ChangeTopic("types", words: "file type")
  /// When files were uploaded.
  public static let uploadDates = ChangeTopic("upload-dates", words: "upload date")
  /// Fields that this version does not know.
  public static let otherFields = ChangeTopic("other-fields", words: "other fields")
  /// What says nothing by itself.
  public static let noise = ChangeTopic("noise")
  /// Labels with another name.
  public static let labelsRenamed = ChangeTopic("labels-renamed", words: "labels renamed")
  /// Labels in another tree.
  public static let labelsMoved = ChangeTopic("labels-moved", words: "labels moved to another tree")
  /// Labels with another payload.
  public static let labelPayloads = ChangeTopic("label-payloads", words: "label payloads")
  /// Labels that OLD does not use.
  public static let labelsAdded = ChangeTopic("labels-added", words: "labels first used")
  /// Labels that NEW does not use.
  public static let labelsDropped = ChangeTopic("labels-dropped", words: "labels no longer used")
  /// People who have another name.
  public static let peopleRenamed = ChangeTopic("people-renamed", words: "people probably renamed")
  /// Clusters of duplicates with another original.
  public static let clusters = ChangeTopic("clusters", words: "clusters with another original")
}
