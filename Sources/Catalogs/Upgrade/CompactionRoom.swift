import FileNames
import Files
import SQLite
import SystemPackage

/// The free space that writing a catalog's file anew takes: for SQLite's copy of the content in a folder for temporary
/// files, and for the journal of the old pages beside the catalog (<https://sqlite.org/lang_vacuum.html>).
struct CompactionRoom {
  /// A folder that gets one of the two files.
  struct Place: Equatable {
    var folder: String
    /// The file system that it is on.
    var device: Int
    /// What is free there, in bytes.
    var free: Int
  }

  let layout: CatalogLayout
  let catalog: Place
  let temporary: Place

  /// For what SQLite adds to the pages, and for tables that get a larger page each.
  private static let margin = 1 << 20

  private var journalBytes: Int { layout.byteCount + Self.margin }
  private var copyBytes: Int { layout.byteCount - layout.freePageCount * layout.pageSize + Self.margin }

  /// What is needed on both file systems, or on the one.
  var needed: Int { journalBytes + copyBytes }

  /// - Throws: ``CatalogError/noRoom(path:folder:needed:found:)`` where there is too little.
  func check(_ path: String) throws(CatalogError) {
    let wanted: [(Place, Int)] =
      catalog.device == temporary.device
      ? [(catalog, needed)] : [(catalog, journalBytes), (temporary, copyBytes)]
    for (place, bytes) in wanted where place.free < bytes {
      throw .noRoom(path: path, folder: place.folder, needed: bytes, found: place.free)
    }
  }

  /// - Returns: nil where the system does not say what is free.
  init?(_ layout: CatalogLayout, path: String) {
    let target = FilePlace.target(of: path)
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
    guard let catalog = Place(folder), let temporary = TemporaryFile.usedFolder().flatMap(Place.init) else {
      return nil
    }
    self.init(layout: layout, catalog: catalog, temporary: temporary)
  }

  init(layout: CatalogLayout, catalog: Place, temporary: Place) {
    self.layout = layout
    self.catalog = catalog
    self.temporary = temporary
  }
}

extension CompactionRoom.Place {
  fileprivate init?(_ folder: String) {
    guard let space = try? FileSystemSpace(of: folder) else { return nil }
    self.init(folder: folder, device: space.device, free: space.free)
  }
}
