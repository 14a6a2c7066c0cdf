public import ExportFormat
import SQLite

extension Catalog {
  /// Imports an export, completely or not at all.
  ///
  /// ```swift
  /// let catalog = try Catalog(path: "catalog.db", access: .create)
  /// let summary = try catalog.importExport([MemorySource("[]".utf8)], options: ImportOptions(name: "spring"))
  /// ```
  ///
  /// - Parameters:
  ///   - sources: the files of the export, in order; they are read on a thread of their own.
  ///   - options: its name, its project, and what happens to faulty records.
  ///   - progress: called after each batch and before the last steps, on the calling thread.
  /// - Returns: what was done. An export that the catalog has already changes nothing, see ``ImportSummary/wasKnown``.
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

  /// Imports an export into the catalog at a path; it is created if there is none.
  ///
  /// A catalog that was created for an import that fails is removed again, unless another import uses it.
  ///
  /// - Parameters: as those of ``importExport(_:options:progress:)``, and the path.
  /// - Throws: what that throws.
  public static func importExport(
    _ sources: [any ByteSource], into path: String, options: ImportOptions,
    progress: (ImportProgress) -> Void = { _ in }
  ) throws -> ImportSummary {
    let file = try DatabaseFile(path)
    try file.check(mayBeMissing: true)
    if let name = options.name { try ExportNames.check(name) }
    let target = FilePlace.target(of: path)
    let folder = FolderLock(around: target)
    guard FilePlace.identity(target) == nil else {
      let catalog = try Catalog(path: path, access: .create, upgrading: { progress(.upgrading($0)) })
      var summary = try catalog.importExport(sources, options: options, progress: progress)
      summary.upgrade = catalog.upgrade
      return summary
    }
    let made = NewFile(path: target)
    do {
      let catalog = try Catalog(path: path, access: .create)
      made.remember()
      return try catalog.importExport(sources, options: options, progress: progress)
    } catch {
      if folder.isOnlyOne() { made.removeIfEmpty() }
      throw error
    }
  }
}
