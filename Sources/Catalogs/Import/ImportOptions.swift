public import ExportFormat

/// How an export is imported.
public struct ImportOptions: Sendable {
  /// The export's name; nil for the newest date in it.
  public var name: String?
  /// The platform's number of the project, at least 1; nil where it is not known.
  public var projectID: Int?
  /// What happens to faulty records.
  public var policy: ExportReader.FaultPolicy
  /// What the catalog remembers as the export's source.
  public var source: String
  /// A remark to keep with the export.
  public var note: String?
  /// Whether a table and its indexes may be written separately, each in its own order. The content is the same.
  var usesImposters = true

  /// Says how an export is imported.
  ///
  /// - Parameters:
  ///   - name: the export's name; nil for the newest date in it.
  ///   - projectID: the platform's number of its project; nil where it is not known.
  ///   - policy: what happens to faulty records.
  ///   - source: what the catalog remembers as the export's source.
  ///   - note: a remark to keep with the export.
  public init(
    name: String? = nil, projectID: Int? = nil, policy: ExportReader.FaultPolicy = .stop, source: String = "-",
    note: String? = nil
  ) {
    self.name = name
    self.projectID = projectID
    self.policy = policy
    self.source = source
    self.note = note
  }
}

/// How far an import is.
public enum ImportProgress: Sendable {
  /// The catalog is older, and is brought up to date first.
  case upgrading(UpgradeProgress)
  /// Decompressed bytes of the export that are in the catalog.
  case storing(bytes: Int)
  /// All records are stored; the statistics are being made.
  case analysing
  /// The transaction is being written to disk.
  case committing
}

/// What an import did.
public struct ImportSummary: Equatable, Sendable {
  /// The export's name.
  public var export: String
  /// Its key in the tables.
  public var exportID: Int64
  /// The platform's number of its project; nil where it is not known.
  public var projectID: Int?
  /// Whether the catalog had the export already, so that nothing was changed; `export`, `exportID` and `projectID` are
  /// those of the export that it had.
  public var wasKnown = false
  /// The project that was asked for, where the export that the catalog had is of another project or of none.
  public var wantedProjectID: Int?
  /// Another export of the catalog that has the same content.
  public var sameContent: String?
  /// Records read: those stored, repeated and rejected.
  public var read = 0
  /// Records stored.
  public var stored = 0
  /// Records that are the same as one before, which are stored once.
  public var repeated = 0
  /// Faulty records, which were skipped.
  public var rejected = 0
  /// Why the pages of an export are incomplete, where faults are skipped.
  public var pageFaults: [PageFault] = []
  /// Attribute groups stored.
  public var groups = 0
  /// Uses of labels.
  public var labels = 0
  /// Distinct label definitions.
  public var attributes = 0
  /// Files that are duplicates of another.
  public var duplicates = 0
  /// Files whose bytes are in the bucket of another project.
  public var transfers = 0
  /// Media entries of the archives.
  public var media = 0
  /// Decompressed bytes.
  public var bytes = 0
  /// How long it took, in seconds.
  public var seconds = 0.0
  /// The version of the schema that the catalog had before; nil where the import did not bring it up to date.
  public var upgradedFrom: Int? { upgrade?.from }
  /// How the import brought the catalog up to date; nil where it did not.
  package var upgrade: SchemaUpgrade?
}

extension ImportSummary {
  /// The remark to keep with the export: the user's own, and what is wrong with its pages.
  func note(besides note: String?) -> String? {
    guard !pageFaults.isEmpty else { return note }
    let shown = pageFaults.prefix(10).map(\.description).joined(separator: "; ")
    let rest = pageFaults.count > 10 ? "; \(pageFaults.count) faults in all" : ""
    return (note.map { $0 + "\n" } ?? "") + "incomplete: " + shown + rest
  }
}
