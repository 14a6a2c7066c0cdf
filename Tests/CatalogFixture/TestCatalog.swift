package import Catalogs
package import Foundation
import SQLite

/// A small catalog in a folder of its own, gone when the value is.
package final class TestCatalog: Sendable {
  package let folder: URL
  package var path: String { folder.appending(path: "catalog.db").path }

  package init(_ sql: String = TestCatalog.twoExports) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-shell-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let catalog = try Catalog(path: path, access: .create)
    try catalog.withConnection { connection in
      try connection.forEachStatement(in: sql) { statement in try statement.forEachRow { _ in } }
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  package func open(_ access: Catalog.Access = .readOnly) throws -> Catalog { try Catalog(path: path, access: access) }

  package static let twoExports = """
    INSERT INTO exports (export_id, name, project_id, source, source_digest, byte_count, record_count, imported_at,
      tool_version) VALUES
      (1, '2025-05-01', 7, 'may.json', '00', 100, 2, '2025-05-02 10:00:00', '1.0'),
      (2, '2025-06-10', 7, 'june.json', '01', 200, 3, '2025-06-11 10:00:00', '1.0');
    INSERT INTO files (file_key, export_id, file_id, file_name, file_type, status, author_name, validator_name,
      upload_date, update_date, related_duplicates, digest) VALUES
      (1, 1, 'aa', 'cat.jpg', 'image', 'a', 'ann', 'vic', '2025-04-01 10:00', NULL, 0, 11),
      (2, 1, 'bb', 'dog.mp4', 'video', 'v', 'bob', NULL, '2025-04-02 10:00', NULL, 0, 12),
      (3, 2, 'aa', 'cat.jpg', 'image', 'd', 'ann', 'vic', '2025-04-01 10:00', '2025-06-01 09:30', 0, 13),
      (4, 2, 'bb', 'dog.mp4', 'video', 'a', 'bob', 'vic', '2025-04-02 10:00', '2025-06-02 09:30', 0, 14),
      (5, 2, 'cc', 'птица.png', 'image', 'v', 'Zoë', NULL, '2025-06-10 08:00', NULL, 0, 15);
    """
}
