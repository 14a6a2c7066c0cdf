import SQLite

/// Fills the pages of a b-tree in its order: that of a table, or of an index.
///
/// The tree has one level of leaves, or leaves and a root above them. That is enough for a batch: the root of an index
/// holds some thousand entries, one for each page. See <https://sqlite.org/fileformat2.html>, section 1.6.
struct TreeBuilder {
  /// A page that cells are added to: pointers from its header on, the cells themselves from its end.
  private struct Page {
    var start: UnsafeMutableRawPointer
    let headerSize: Int
    var cellCount = 0
    var content = ImageDatabase.pageSize

    @inline(__always)
    func hasRoom(for cellSize: Int) -> Bool { content - cellSize >= headerSize + 2 * (cellCount + 1) }

    /// Adds a cell.
    ///
    /// - Returns: where its bytes go.
    @inline(__always)
    mutating func add(_ cellSize: Int) -> UnsafeMutablePointer<UInt8> {
      content -= cellSize
      start.storeBytes(of: UInt16(content).bigEndian, toByteOffset: headerSize + 2 * cellCount, as: UInt16.self)
      cellCount += 1
      return (start + content).assumingMemoryBound(to: UInt8.self)
    }

    func writeHeader(type: UInt8) {
      start.storeBytes(of: UInt64(0), as: UInt64.self)
      start.storeBytes(of: type, as: UInt8.self)
      start.storeBytes(of: UInt16(cellCount).bigEndian, toByteOffset: 3, as: UInt16.self)
      // 0 for 65,536.
      start.storeBytes(of: UInt16(truncatingIfNeeded: content).bigEndian, toByteOffset: 5, as: UInt16.self)
    }
  }

  private let image: TreeImage
  private let root: Int
  private let isTable: Bool
  /// The longest record that a page holds as a whole.
  private let longest: Int
  private var leaf: Page
  /// The number of the leaf's page in the image.
  private var leafNumber: Int
  /// The root above the leaves, once there is more than one.
  private var parent: Page?
  private var lastRowID: Int64 = 0
  private var lastCellSize = 0
  /// Whether all records had room.
  private(set) var isComplete = true

  /// - Parameter root: the number of its root page in the image.
  init(_ image: TreeImage, root: Int, isTable: Bool) {
    self.image = image
    self.root = root
    self.isTable = isTable
    let size = ImageDatabase.pageSize
    longest = isTable ? size - 35 : (size - 12) * 64 / 255 - 23
    leaf = Page(start: image.pages[root], headerSize: 8)
    leafNumber = root
  }

  /// Adds a record that comes after all others.
  ///
  /// - Parameter rowID: the number of its row; for tables only.
  @inline(__always)
  mutating func append(_ record: borrowing RecordEncoder, rowID: Int64 = 0) {
    let (headerSize, bodySize) = (record.headerSize, record.bodySize)
    let size = headerSize + bodySize
    guard size <= longest, !record.isTooLong else { return isComplete = false }
    let cellSize = FileVarint.size(size) + (isTable ? FileVarint.size(Int(rowID)) : 0) + size
    if !leaf.hasRoom(for: cellSize) { beginLeaf() }
    var end = leaf.add(cellSize)
    FileVarint.write(size, to: &end)
    if isTable { FileVarint.write(Int(rowID), to: &end) }
    end.update(from: record.header, count: headerSize)
    (end + headerSize).update(from: record.body, count: bodySize)
    lastCellSize = cellSize
    lastRowID = rowID
  }

  /// Completes the pages.
  ///
  /// - Returns: false if not all records had room: then the tree must not be used.
  mutating func finish() -> Bool {
    leaf.writeHeader(type: isTable ? 13 : 10)
    if let parent {
      parent.writeHeader(type: isTable ? 5 : 2)
      parent.start.storeBytes(of: Self.pageNumber(leafNumber), toByteOffset: 8, as: UInt32.self)
    }
    return isComplete
  }

  /// Makes trees that have nothing.
  static func makeEmpty(_ roots: some Sequence<Int>, in image: TreeImage) {
    for root in roots {
      let tree = TreeBuilder(image, root: root, isTable: false)
      tree.leaf.writeHeader(type: 10)
    }
  }

  private static func pageNumber(_ number: Int) -> UInt32 { UInt32(number + ImageDatabase.firstPage).bigEndian }

  /// Ends the leaf and begins another, with an entry in the root between them: of an index it is the last of the leaf.
  private mutating func beginLeaf() {
    if parent == nil {
      leafNumber = image.moveContent(of: root)
      parent = Page(start: image.pages[root], headerSize: 12)
    }
    let last = leaf.start + leaf.content
    if !isTable {
      leaf.cellCount -= 1
      leaf.content += lastCellSize
    }
    leaf.writeHeader(type: isTable ? 13 : 10)
    let keySize = isTable ? FileVarint.size(Int(lastRowID)) : lastCellSize
    if parent?.hasRoom(for: 4 + keySize) == true, let cell = parent?.add(4 + keySize) {
      UnsafeMutableRawPointer(cell).storeBytes(of: Self.pageNumber(leafNumber), as: UInt32.self)
      var key = cell + 4
      if isTable {
        FileVarint.write(Int(lastRowID), to: &key)
      } else {
        UnsafeMutableRawPointer(key).copyMemory(from: last, byteCount: keySize)
      }
    } else {
      isComplete = false
    }
    leafNumber = image.addPage()
    leaf = Page(start: image.pages[leafNumber], headerSize: 8)
  }
}
