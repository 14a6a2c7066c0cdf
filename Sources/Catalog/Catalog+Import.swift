public import ExportFormat
import FileNames
import Foundation

extension Catalog {
  /// Imports an export, wholly or not at all.
  ///
  /// ```swift
  /// let catalog = try Catalog(path: "catalog.db", access: .create)
  /// let summary = try catalog.importExport([MemorySource("[]".utf8)], options: ImportOptions(name: "spring"))
  /// ```
  ///
  /// - Parameters:
  ///   - sources: the files of the export, in order; they are read on a thread of their own.
  ///   - options: its name, its project, and what happens to faulty records.
  ///   - progress: called now and then, on the calling thread.
  /// - Returns: what was done. Content that the catalog has already, of the same project, changes nothing.
  /// - Throws: ``ExportError`` for a faulty export, ``CatalogError``, ``SQLFailure``, and what the sources throw. The
  ///   catalog is then as it was.
  public func importExport(
    _ sources: [any ByteSource], options: ImportOptions, progress: (ImportProgress) -> Void = { _ in }
  ) throws -> ImportSummary {
    try withoutActuallyEscaping(progress) { progress in
      try withConnection { connection in
        try Importer(connection: connection, options: options, progress: progress).run(sources)
      }
    }
  }

  /// Imports an export into the catalog at a path, which is made if there is none.
  ///
  /// A catalog that was made for an import that failed is removed again, unless others import beside it.
  ///
  /// - Parameters: as those of ``importExport(_:options:progress:)``, and the path.
  /// - Throws: what that throws.
  public static func importExport(
    _ sources: [any ByteSource], into path: String, options: ImportOptions,
    progress: (ImportProgress) -> Void = { _ in }
  ) throws -> ImportSummary {
    let folder = FolderLock(around: path)
    defer { folder.release() }
    let isNew = (try? FileKind(of: path)) == nil
    do {
      let catalog = try Catalog(path: path, access: .create)
      return try catalog.importExport(sources, options: options, progress: progress)
    } catch {
      if isNew, folder.isOurs() { removeIfEmpty(path) }
      throw error
    }
  }

  /// Removes a catalog that holds nothing and that nobody else uses.
  private static func removeIfEmpty(_ path: String) {
    guard let catalog = try? Catalog(path: path, access: .readWrite, busyTimeout: 0) else { return }
    try? catalog.withConnection { connection in
      _ = try connection.rows("BEGIN EXCLUSIVE")
      defer { _ = try? connection.rows("ROLLBACK") }
      guard try connection.rows("SELECT 1 FROM exports LIMIT 1").isEmpty, !connection.hasMoved else { return }
      _ = PathText.withCString(path) { unlink($0) }
    }
  }
}
