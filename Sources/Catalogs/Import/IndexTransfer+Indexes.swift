/// The entries of each index as records; those of records that are not stored are left out.
extension IndexTransfer {
  /// Moves the entries of the index by id.
  ///
  /// - Returns: how many were moved, as the others do.
  func moveIDs(_ ids: FileIDReader) throws -> Int {
    try move(into: .fileIDs) { entry in
      var key: Int64
      repeat {
        guard try ids.next() else { return false }
        key = firstFileKey &+ Int64(ids.record)
      } while isSkipped(key)
      entry.integer(exportID)
      entry.text(ids.id.baseAddress, ids.id.count)
      entry.integer(key)
      return true
    }
  }

  /// Moves the entries of the index by export.
  func moveKeys() throws -> Int {
    var keys = (firstFileKey..<endFileKey).makeIterator()
    return try move(into: .byExport) { entry in
      var key: Int64
      repeat {
        guard let next = keys.next() else { return false }
        key = next
      } while isSkipped(key)
      entry.integer(exportID)
      entry.integer(key)
      return true
    }
  }

  /// Moves the entries of an index that has a list of files for each value of its columns.
  func move(_ content: FileListContent, into index: Imposter) throws -> Int {
    let reader = content.reader
    var values: [[UInt8]?]?
    var block = UnsafeBufferPointer<UInt32>(start: nil, count: 0)[...]
    return try move(into: index) { entry in
      var key: Int64
      repeat {
        while block.isEmpty {
          if values != nil, let next = try reader.nextBlock() {
            block = next[...]
          } else {
            guard reader.nextList() else { return false }
            values = content.values[reader.list]
          }
        }
        key = firstFileKey &+ Int64(reader.firstRecord) &+ Int64(block.removeFirst())
      } while isSkipped(key)
      entry.integer(exportID)
      for value in values ?? [] { entry.text(value) }
      entry.integer(key)
      return true
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
    let count = try move(into: index) { entry in
      while true {
        if let dates, try dates.next() {
          let key = firstFileKey &+ Int64(dates.record)
          if isSkipped(key) { continue }
          entry.integer(exportID)
          for value in values { entry.text(value) }
          entry.text(UnsafePointer(dates.text), PackedMinute.length)
          entry.integer(key)
          return true
        }
        dateCount += dates?.dateCount ?? 0
        dates = nil
        guard reader.nextList() else { return false }
        values = content.values[reader.list]
        dates = try reader.dates()
      }
    }
    return (count, dateCount)
  }

  /// Moves the entries of the index by upload date.
  func moveDates(_ dates: FileDateReader) throws -> Int {
    try move(into: .byUploadDate) { entry in
      var key: Int64
      repeat {
        guard try dates.next() else { return false }
        key = firstFileKey &+ Int64(dates.record)
      } while isSkipped(key)
      entry.integer(exportID)
      entry.text(UnsafePointer(dates.text), PackedMinute.length)
      entry.integer(key)
      return true
    }
  }

  /// Moves the entries of the index of label uses.
  func moveLabels(_ entries: LabelEntryReader, _ firstAttributeKey: Int64) throws -> Int {
    var hasList = try entries.nextList()
    return try move(into: .labelIndex) { entry in
      var key: Int64
      repeat {
        while hasList, try !entries.next() { hasList = try entries.nextList() }
        guard hasList else { return false }
        key = firstFileKey &+ Int64(entries.record)
      } while isSkipped(key)
      entry.integer(firstAttributeKey &+ Int64(entries.definition))
      entry.integer(key)
      entry.integer(Int64(entries.group))
      entry.integer(Int64(entries.position))
      return true
    }
  }
}
