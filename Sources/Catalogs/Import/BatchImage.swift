import ExportFormat
import SQLite

/// Writes the rows of batches as SQLite keeps them: on the decoding thread, so that SQLite has only to put them into their
/// b-trees. See ``BatchTransfer``.
struct BatchImage: ~Copyable {
  /// Where the value of a column of `files` comes from.
  private enum Source {
    case key, export, relatedDuplicates, digest, extra
    /// The text of a field, by its raw value.
    case text(Int)
  }

  private let keys: ImportKeys
  private let sources: [Source]
  private var firstFileKey: Int64
  private var encoder = RecordEncoder()

  init(keys: ImportKeys) {
    self.keys = keys
    firstFileKey = keys.file
    sources = CatalogTable.files.columns.map { column in
      switch column {
      case "file_key": return .key
      case "export_id": return .export
      case "digest": return .digest
      case "extra": return .extra
      default:
        guard let field = RecordField.allCases.first(where: { ($0.declaration.column ?? $0.name) == column }) else {
          preconditionFailure("every other column of files is a field of a record")
        }
        return field == .relatedDuplicates ? .relatedDuplicates : .text(field.rawValue)
      }
    }
  }

  /// Writes the rows of the next batch.
  ///
  /// - Returns: false if the image can't hold them, because a text is too long for a page.
  mutating func write(_ batch: RecordBatch, to image: TreeImage) -> Bool {
    defer { firstFileKey += Int64(batch.decoded.records.count) }
    image.begin(treeCount: RowImposters.treeCount)
    TreeBuilder.makeEmpty(RowImposters.trees(besides: [0, 1, 2]), in: image)
    return writeFiles(batch, to: image) && writeGroups(batch, to: image) && writeLabels(batch, to: image)
  }

  /// The image of the next batch; nil if it can't hold its rows.
  mutating func image(of batch: RecordBatch, from queue: BatchQueue) -> TreeImage? {
    let image = queue.takeImage()
    if write(batch, to: image) { return image }
    queue.giveBack(image)
    return nil
  }

  private mutating func writeFiles(_ batch: RecordBatch, to image: TreeImage) -> Bool {
    var tree = TreeBuilder(image, root: 0, isTable: true)
    let records = batch.decoded.records.start
    for index in 0..<batch.decoded.records.count {
      let record = records + index
      encoder.begin()
      for source in sources {
        switch source {
        case .key: encoder.null()
        case .export: encoder.integer(keys.export)
        case .relatedDuplicates: encoder.integer(record.pointee.relatedDuplicates)
        case .digest: encoder.integer(Int64(bitPattern: record.pointee.digest))
        case .extra: encoder.text(record.pointee.extra.start, record.pointee.extra.count)
        case .text(let field):
          let text = record.pointee.text(ofField: field)
          encoder.text(text.start, text.count)
        }
      }
      encoder.end()
      tree.append(encoder, rowID: firstFileKey &+ Int64(index))
    }
    return tree.finish()
  }

  private mutating func writeGroups(_ batch: RecordBatch, to image: TreeImage) -> Bool {
    var tree = TreeBuilder(image, root: 1, isTable: false)
    let groups = batch.decoded.groups.start
    for index in 0..<batch.decoded.groups.count {
      let group = groups + index
      encoder.begin()
      encoder.integer(firstFileKey &+ Int64(group.pointee.record))
      encoder.integer(Int64(group.pointee.number))
      encoder.text(group.pointee.uid.start, group.pointee.uid.count)
      encoder.text(group.pointee.extra.start, group.pointee.extra.count)
      encoder.end()
      tree.append(encoder)
    }
    return tree.finish()
  }

  private mutating func writeLabels(_ batch: RecordBatch, to image: TreeImage) -> Bool {
    var tree = TreeBuilder(image, root: 2, isTable: false)
    let labels = batch.decoded.labels.start
    for index in 0..<batch.decoded.labels.count {
      let label = labels + index
      encoder.begin()
      encoder.integer(firstFileKey &+ Int64(label.pointee.record))
      encoder.integer(Int64(label.pointee.group))
      encoder.integer(Int64(label.pointee.position))
      encoder.integer(keys.attribute &+ Int64(label.pointee.definition))
      encoder.end()
      tree.append(encoder)
    }
    return tree.finish()
  }
}

/// The keys that the first rows of an import get.
struct ImportKeys: Sendable {
  let export: Int64
  let file: Int64
  let attribute: Int64
}
