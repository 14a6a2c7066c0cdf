import SQLite

/// What the virtual tables of the files' indexes show: the entries of the list, or of the dates, that are being read.
///
/// It is owned by ``FileIndexWriter``, whose call outlives the virtual tables.
final class FileEntryFeed {
  /// The key of the import's first record.
  let firstFileKey: Int64
  /// The keys of records that are not stored.
  let skipped: RangeSet<Int64>
  var lists: FileListReader?
  var dates: FileDateReader?
  /// The error that ended reading; a scan ends there.
  var failure: (any Error)?

  init(firstFileKey: Int64, skipped: RangeSet<Int64>) {
    self.firstFileKey = firstFileKey
    self.skipped = skipped
  }
}

/// The virtual tables that the indexes of files are filled from. The number of a row is the key of its file.
enum FileEntryTable: CaseIterable {
  case list, dates

  var name: String { "pressmark_file_\(self)" }

  /// The virtual table over what a writer reads.
  func virtualTable(over feed: FileEntryFeed) -> VirtualTable {
    VirtualTable(name: name, columns: [self == .dates ? "upload_date" : "list"]) {
      FileEntryCursor.make(self, over: feed)
    }
  }
}

/// A scan of one of them.
///
/// SQLite sees the first member; see ``VirtualCursor``.
struct FileEntryCursor {
  private var position = VirtualPosition()
  private let table: FileEntryTable
  // The writer owns it and what it refers to, and they outlive every scan.
  private let unownedFeed: Unmanaged<FileEntryFeed>
  private var dates: Unmanaged<FileDateReader>?
  private let firstFileKey: Int64
  private let hasSkipped: Bool
  /// The rest of the block of the list, and the key that its numbers count from.
  private var place: UnsafePointer<UInt32>?
  private var end: UnsafePointer<UInt32>?
  private var firstKey: Int64 = 0

  private init(_ table: FileEntryTable, _ feed: FileEntryFeed) {
    self.table = table
    unownedFeed = Unmanaged.passUnretained(feed)
    dates = feed.dates.map { Unmanaged.passUnretained($0) }
    firstFileKey = feed.firstFileKey
    hasSkipped = !feed.skipped.isEmpty
  }

  /// Makes a cursor for a scan of a table.
  static func make(_ table: FileEntryTable, over feed: FileEntryFeed) -> VirtualCursor {
    let memory = UnsafeMutablePointer<FileEntryCursor>.allocate(capacity: 1)
    memory.initialize(to: FileEntryCursor(table, feed))
    return VirtualCursor(
      state: memory,
      start: { FileEntryCursor.at($0).pointee.next() },
      next: { FileEntryCursor.at($0).pointee.next() },
      value: { FileEntryCursor.at($0).pointee.value($1, into: $2) },
      close: { FileEntryCursor.at($0).deallocate() })
  }

  /// The cursor in the memory of its state.
  @inline(__always)
  private static func at(_ state: UnsafeMutableRawPointer) -> UnsafeMutablePointer<FileEntryCursor> {
    state.assumingMemoryBound(to: FileEntryCursor.self)
  }

  /// Moves to the next file that is stored; there is none after one that could not be read.
  @inline(__always)
  private mutating func next() {
    repeat {
      if place == end, !load() {
        position.isAtEnd = true
        return
      }
      position.isAtEnd = false
      if table == .list, let place {
        position.rowID = firstKey &+ Int64(place.pointee)
        self.place = place + 1
      }
    } while hasSkipped && unownedFeed.takeUnretainedValue().skipped.contains(position.rowID)
  }

  /// Reads the next block of a list, or the next date; false where there is none.
  private mutating func load() -> Bool {
    let feed = unownedFeed.takeUnretainedValue()
    do {
      switch table {
      case .list:
        guard let lists = feed.lists, let block = try lists.nextBlock() else { return false }
        firstKey = firstFileKey &+ Int64(lists.firstRecord)
        place = block.baseAddress
        end = place.map { $0 + block.count }
      case .dates:
        guard let dates = dates?.takeUnretainedValue(), try dates.next() else { return false }
        position.rowID = firstFileKey &+ Int64(dates.record)
      }
      return true
    } catch {
      feed.failure = error
      return false
    }
  }

  private func value(_ column: Int32, into result: OpaquePointer?) {
    guard let dates = dates?.takeUnretainedValue() else { return VirtualResult.null(into: result) }
    VirtualResult.text(dates.text, PackedMinute.length, into: result)
  }
}
