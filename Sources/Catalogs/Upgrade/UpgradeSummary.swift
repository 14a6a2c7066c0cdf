/// What bringing a catalog up to date did, or would do.
public struct UpgradeSummary: Equatable, Sendable {
  /// The version of the schema that the catalog had.
  public var from = 0
  /// The version that it has, or would have.
  public var to = 0
  /// How many exports it has.
  public var exports = 0
  /// Whether the schema had to be changed.
  public var changesSchema = false
  /// What the schema lacked.
  public var additions = SchemaAdditions()
  /// Whether the file had to be written anew, and that was asked for.
  public var compacts = false
  /// How the file was laid out.
  public var before = CatalogLayout()
  /// How it is laid out now; as before where nothing was done.
  public var after = CatalogLayout()
  /// How long it took, in seconds.
  public var seconds = 0.0

  /// Whether there was something to do.
  public var isNeeded: Bool { changesSchema || compacts }
}

/// How the file of a catalog is laid out.
public struct CatalogLayout: Equatable, Sendable {
  /// The size of a page, in bytes.
  public var pageSize = 0
  /// How many pages there are.
  public var pageCount = 0
  /// How many of them hold nothing.
  public var freePageCount = 0

  /// The size of the file, in bytes.
  public var byteCount: Int { pageSize * pageCount }
  /// Whether writing the file anew changes it: its pages are of another size than those of a new catalog, or some are
  /// free.
  public var canBeCompacted: Bool { hasOtherPages || freePageCount > 0 }
  /// Whether its pages are of another size than those of a new catalog.
  public var hasOtherPages: Bool { pageSize != Schema.pageSize }
  /// The size of the pages of a new catalog, in bytes.
  public static var newPageSize: Int { Schema.pageSize }
}
