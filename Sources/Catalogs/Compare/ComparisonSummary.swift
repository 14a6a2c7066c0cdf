public import ByteText

/// What happened between two exports, in numbers and in the lists that stay short.
///
/// Encoded as JSON it is the object that `docs/diff.schema.json` describes.
public struct ComparisonSummary: Codable, Equatable, Sendable {
  /// The version of the JSON object; it rises when a field goes or changes its meaning.
  public static let formatVersion = 1

  /// ``formatVersion``.
  public var version = Self.formatVersion
  /// The older export.
  public var old: Export
  /// The newer export.
  public var new: Export
  /// NEW is a filtered or only-new export: absence was not reported.
  public var partial: Bool
  /// Files on both sides.
  public var files: Files
  /// One entry per topic that occurs, the most files first.
  public var counts: [Count]
  /// Files that went from one status to another.
  public var transitions: [Transition]
  /// Labels whose definition changed.
  public var labels: [LabelChange]
  /// Clusters of duplicates with another original.
  public var clusters: [ClusterChange]
  /// People who were probably renamed.
  public var people: [PersonChange]
  /// Keys in the object storage.
  public var keys: Keys
  /// Whose files came, went and changed.
  public var authors: [Author]
  /// Who decided.
  public var validators: [Validator]
  /// What says nothing by itself.
  public var noise: Noise
  /// How many rows each list has in all: a report can show fewer.
  public var totals: Totals
  /// Why this may not be the comparison that was meant.
  public var warnings: [ComparisonWarning]
  /// The one line that sums up.
  @ComparedAsBytes public var summary = ""

  /// One of the two exports.
  public struct Export: Codable, Equatable, Sendable {
    /// The export's name.
    @ComparedAsBytes public var name: String
    /// The catalog, where it is another one than the command's.
    @ComparedAsBytes public var catalog: String?
    /// The platform's project number, where it is known.
    public var project: Int64?
    /// How many files it has.
    public var files: Int
    /// The newest date in its files, `YYYY-MM-DD HH:MM`; nil where it has none.
    @ComparedAsBytes public var newestDate: String?

    enum CodingKeys: String, CodingKey {
      case name, catalog, project, files
      case newestDate = "newest_date"
    }
  }

  /// Files on both sides. `old + added - removed = new`, always; in a partial comparison `absent` takes the place of
  /// `removed`.
  public struct Files: Codable, Equatable, Sendable {
    /// Files of OLD.
    public var old: Int
    /// Files in NEW only.
    public var added: Int
    /// Files in OLD only.
    public var removed: Int
    /// Files of OLD that a partial NEW does not show.
    public var absent: Int
    /// Files of NEW.
    public var new: Int
    /// Files in both with a change that counts.
    public var changed: Int
    /// Files in both with nothing but noise.
    public var touched: Int
    /// Files in both with neither.
    public var unchanged: Int
    /// Whether the numbers add up; if not, another program changed the catalog.
    public var addsUp: Bool

    enum CodingKeys: String, CodingKey {
      case old, added, removed, absent, new, changed, touched, unchanged
      case addsUp = "adds_up"
    }
  }

  /// How often a topic occurs.
  public struct Count: Codable, Equatable, Sendable {
    /// What is counted.
    public var topic: ChangeTopic
    /// Changed files; for definitions, people and clusters how many of these.
    public var count: Int
    /// Rows of `changes`: a file can have several labels put on.
    public var changes: Int
  }

  /// Files that went from one status to another.
  public struct Transition: Codable, Equatable, Sendable {
    /// The status in OLD.
    @ComparedAsBytes public var from: String
    /// The status in NEW.
    @ComparedAsBytes public var to: String
    /// How many files.
    public var files: Int
    /// Whether it undoes a decision: an accepted file was declined.
    public var flagged: Bool
  }

  /// A label whose definition changed.
  public struct LabelChange: Codable, Equatable, Sendable {
    /// The platform's id of the label.
    public var id: Int64
    /// What changed of it.
    public var change: ChangeKind
    /// The name, the position of the tree or the payload as JSON in OLD.
    @ComparedAsBytes public var old: String?
    /// The same in NEW.
    @ComparedAsBytes public var new: String?
    /// Files that carry it.
    public var files: Int
  }

  /// A cluster of duplicates that has another original.
  public struct ClusterChange: Codable, Equatable, Sendable {
    /// The id of the file that it led to in OLD.
    @ComparedAsBytes public var oldOriginal: String
    /// The id of the file that it leads to in NEW.
    @ComparedAsBytes public var newOriginal: String
    /// Files of the cluster that lead there now.
    public var files: Int

    enum CodingKeys: String, CodingKey {
      case oldOriginal = "old_original"
      case newOriginal = "new_original"
      case files
    }
  }

  /// A person who was probably renamed.
  public struct PersonChange: Codable, Equatable, Sendable {
    /// The name in OLD.
    @ComparedAsBytes public var oldName: String
    /// The name in NEW.
    @ComparedAsBytes public var newName: String
    /// Files that show it.
    public var files: Int

    enum CodingKeys: String, CodingKey {
      case oldName = "old_name"
      case newName = "new_name"
      case files
    }
  }

  /// Keys in the object storage.
  public struct Keys: Codable, Equatable, Sendable {
    /// Files whose key changed.
    public var changed: Int
    /// Distinct keys that only NEW refers to: what to fetch.
    public var fetch: Int
    /// Distinct keys that only OLD refers to.
    public var drop: Int
    /// Whether both projects, and so the keys in full, are known.
    public var known: Bool
  }

  /// Whose files came, went and changed.
  public struct Author: Codable, Equatable, Sendable {
    /// The author's name.
    @ComparedAsBytes public var name: String
    /// Their files that came.
    public var added: Int
    /// Their files that are gone.
    public var removed: Int
    /// Their files that changed.
    public var changed: Int
  }

  /// Who decided: status changes, and files that came already decided.
  public struct Validator: Codable, Equatable, Sendable {
    /// The validator's name.
    @ComparedAsBytes public var name: String
    /// Files that they accepted.
    public var accepted: Int
    /// Files that they declined.
    public var declined: Int
    /// Files that they gave another status.
    public var other: Int
  }

  /// What says nothing by itself, as rows of `changes`.
  public struct Noise: Codable, Equatable, Sendable {
    /// Dates of the last save.
    public var updateDates: Int
    /// Validators of files in which nothing else changed.
    public var validators: Int
    /// Counts of duplicates.
    public var relatedDuplicates: Int
    /// Ids of groups whose labels stayed.
    public var groupUIDs: Int

    enum CodingKeys: String, CodingKey {
      case updateDates = "update_dates"
      case validators
      case relatedDuplicates = "related_duplicates"
      case groupUIDs = "group_uids"
    }
  }

  /// The rows of each list.
  public struct Totals: Codable, Equatable, Sendable {
    /// Of ``ComparisonSummary/labels``.
    public var labels: Int
    /// Of ``ComparisonSummary/clusters``.
    public var clusters: Int
    /// Of ``ComparisonSummary/people``.
    public var people: Int
    /// Of ``ComparisonSummary/authors``.
    public var authors: Int
    /// Of ``ComparisonSummary/validators``.
    public var validators: Int
  }

  /// The summary with at most so many rows in each list; ``totals`` stays.
  package func limited(to limit: Int) -> ComparisonSummary {
    var summary = self
    summary.labels = Array(labels.prefix(limit))
    summary.clusters = Array(clusters.prefix(limit))
    summary.people = Array(people.prefix(limit))
    summary.authors = Array(authors.prefix(limit))
    summary.validators = Array(validators.prefix(limit))
    return summary
  }

  /// Whether the two exports are known to be of different projects.
  public var projectsDiffer: Bool {
    guard let old = old.project, let new = new.project else { return false }
    return old != new
  }

  /// Whether anything changed that is not noise.
  public var hasChanges: Bool { counts.contains { $0.topic != .noise } }

  /// The count of a topic, 0 where it does not occur.
  public func count(_ topic: ChangeTopic) -> Int { counts.first { $0.topic == topic }?.count ?? 0 }
}
