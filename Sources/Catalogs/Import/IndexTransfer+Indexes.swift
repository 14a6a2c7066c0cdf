/// The entries of each index as records.
extension IndexTransfer {
  /// Moves the entries of the index by id.
  ///
  /// - Returns: how many were moved, as the others do.
  func moveIDs(_ ids: FileIDReader) throws -> Int {
    try move(into: .fileIDs) {
      try ids.next() ? ids.record : nil
    } write: { entry, key in
      entry.integer(exportID)
      entry.text(ids.id.baseAddress, ids.id.count)
      entry.integer(key)
    }
  }

  /// Moves the entries of the index by export.
  func moveKeys() throws -> Int {
    var records = (0..<Int(endFileKey - firstFileKey)).makeIterator()
    return try move(into: .byExport) {
      records.next()
    } write: { entry, key in
      entry.integer(exportID)
      entry.integer(key)
    }
  }

  /// Moves the entries of an index that has a list of files for each value of its columns.
  func move(_ content: FileListContent, into index: Imposter) throws -> Int {
    let reader = content.reader
    var values: [[UInt8]?]?
    var block = UnsafeBufferPointer<UInt32>(start: nil, count: 0)[...]
    return try move(into: index) {
      while block.isEmpty {
        if values != nil, let next = try reader.nextBlock() {
          block = next[...]
        } else {
          guard reader.nextList() else { return nil }
          values = content.values[reader.list]
        }
      }
      return reader.firstRecord + Int(block.removeFirst())
    } write: { entry, key in
      entry.integer(exportID)
      for value in values ?? [] { entry.text(value) }
      entry.integer(key)
    }
  }

  /// Moves the entries of such an index whose lists are sorted by date, which is their last column.
  ///
  /// - Returns: also how many dates there are, added up over the lists.
  func moveDated(_ content: FileListContent, into index: Imposter) throws -> (count: Int, dateCount: Int) {
    let reader = content.reader
    var values: [[UInt8]?] = []
    var dates: FileDateReader?
    var dateCount = 0
    let count = try move(into: index) {
      while true {
        if let dates, try dates.next() { return dates.record }
        dateCount += dates?.dateCount ?? 0
        dates = nil
        guard reader.nextList() else { return nil }
        values = content.values[reader.list]
        dates = try reader.dates()
      }
    } write: { entry, key in
      entry.integer(exportID)
      for value in values { entry.text(value) }
      if let dates { entry.text(UnsafePointer(dates.text), PackedMinute.length) }
      entry.integer(key)
    }
    return (count, dateCount)
  }

  /// Moves the entries of the index by upload date.
  func moveDates(_ dates: FileDateReader) throws -> Int {
    try move(into: .byUploadDate) {
      try dates.next() ? dates.record : nil
    } write: { entry, key in
      entry.integer(exportID)
      entry.text(UnsafePointer(dates.text), PackedMinute.length)
      entry.integer(key)
    }
  }

  /// Moves the entries of the index of label uses.
  func moveLabels(_ entries: LabelEntryReader, _ firstAttributeKey: Int64) throws -> Int {
    var hasList = try entries.nextList()
    return try move(into: .labelIndex) {
      while hasList, try !entries.next() { hasList = try entries.nextList() }
      return hasList ? entries.record : nil
    } write: { entry, key in
      entry.integer(firstAttributeKey &+ Int64(entries.definition))
      entry.integer(key)
      entry.integer(Int64(entries.group))
      entry.integer(Int64(entries.position))
    }
  }
}
