/// The entries of each index as records. The keys are those of an import whose records are all stored.
extension IndexTransfer {
  /// Moves the entries of the index by id.
  ///
  /// - Returns: how many were moved, as the others do.
  func moveIDs(_ ids: FileIDReader, _ exportID: Int64, _ firstFileKey: Int64) throws -> Int {
    try move(into: .fileIDs) { entry in
      guard try ids.next() else { return false }
      entry.integer(exportID)
      entry.text(ids.id.baseAddress, ids.id.count)
      entry.integer(firstFileKey &+ Int64(ids.record))
      return true
    }
  }

  /// Moves the entries of the index by export.
  func moveKeys(_ keys: Range<Int64>, _ exportID: Int64) throws -> Int {
    var key = keys.lowerBound
    return try move(into: .byExport) { entry in
      guard key < keys.upperBound else { return false }
      entry.integer(exportID)
      entry.integer(key)
      key += 1
      return true
    }
  }

  /// Moves the entries of an index that has a list of files for each value of its columns.
  func move(
    _ content: FileListContent, into index: Imposter, _ exportID: Int64, _ firstFileKey: Int64
  ) throws -> Int {
    let reader = content.reader
    var values: [[UInt8]?]?
    var block = UnsafeBufferPointer<UInt32>(start: nil, count: 0)[...]
    return try move(into: index) { entry in
      while block.isEmpty {
        if values != nil, let next = try reader.nextBlock() {
          block = next[...]
        } else {
          guard reader.nextList() else { return false }
          values = content.values[reader.list]
        }
      }
      entry.integer(exportID)
      for value in values ?? [] { entry.text(value) }
      entry.integer(firstFileKey &+ Int64(reader.firstRecord) &+ Int64(block.removeFirst()))
      return true
    }
  }

  /// Moves the entries of the index by upload date.
  func moveDates(_ dates: FileDateReader, _ exportID: Int64, _ firstFileKey: Int64) throws -> Int {
    try move(into: .byUploadDate) { entry in
      guard try dates.next() else { return false }
      entry.integer(exportID)
      entry.text(UnsafePointer(dates.text), PackedMinute.length)
      entry.integer(firstFileKey &+ Int64(dates.record))
      return true
    }
  }

  /// Moves the entries of the index of label uses.
  func moveLabels(_ entries: LabelEntryReader, _ firstAttributeKey: Int64, _ firstFileKey: Int64) throws -> Int {
    var hasList = try entries.nextList()
    return try move(into: .labelIndex) { entry in
      while hasList, try !entries.next() { hasList = try entries.nextList() }
      guard hasList else { return false }
      entry.integer(firstAttributeKey &+ Int64(entries.definition))
      entry.integer(firstFileKey &+ Int64(entries.record))
      entry.integer(Int64(entries.group))
      entry.integer(Int64(entries.position))
      return true
    }
  }
}
