import Foundation

@testable import Catalogs

/// What makes a catalog of today one of version 2, which a test then brings up to date.
enum Downgrade {
  static let sql = """
    \(SchemaView.current.filter { $0.name.hasPrefix("latest_") }.map { "DROP VIEW IF EXISTS \($0.name);" }.joined())
    DROP INDEX IF EXISTS files_by_export; DROP INDEX IF EXISTS files_by_status; DROP INDEX IF EXISTS files_by_author;
    DROP INDEX IF EXISTS files_by_validator; DROP INDEX IF EXISTS files_by_upload_date;
    PRAGMA user_version = 2;
    """
}

extension ScratchCatalog {
  /// A catalog of an older program that the tests have.
  convenience init(older name: String) throws {
    try self.init()
    try SampleExports.data(name).write(to: URL(filePath: path))
  }
}
