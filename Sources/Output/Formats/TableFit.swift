import DisplayWidth

/// Which columns of a table a window has room for, and how wide they are.
///
/// What a window lacks is taken first from headers, which go over two lines; then from long texts, which end in an
/// ellipsis; then columns are left out, from the middle. Numbers, ids, dates and short words are never shortened: half
/// an id is none.
struct TableFit {
  /// What is known of a column.
  struct Column {
    /// The width of its widest value.
    var values: Int
    /// Whether its values mean nothing without their ends.
    var isWhole: Bool
    var name: ShownValue
  }

  /// The columns that are shown, in order.
  private(set) var columns: [Int] = []
  /// How many of them stand before the mark of those that are left out; nil where all are shown.
  private(set) var mark: Int?
  /// The widths of the shown columns.
  private(set) var widths: [Int] = []
  /// Whether every value is there as it is.
  private(set) var isLossless = true

  /// The least that a text is shortened to, and the least that a header of one word keeps.
  static let leastText = 12
  private static let leastHeader = 16

  /// - Parameters:
  ///   - all: the columns of the result.
  ///   - window: the window's columns; nil for no limit.
  ///   - markWidth: the width of the mark.
  init(_ all: [Column], in window: Int?, markWidth: Int) {
    columns = Array(all.indices)
    widths = all.map { max($0.values, $0.name.width) }
    guard let window else { return }
    let least = all.map { column in
      let values = column.isWhole ? column.values : min(column.values, Self.leastText)
      return max(values, TableHeader.leastWidth(of: column.name, atMost: Self.leastHeader), 1)
    }
    let room = window - 1
    if least.reduce(0, { $0 + $1 + 3 }) > room {
      isLossless = false
      leaveOut(room - markWidth - 3, least)
    }
    let marked = mark == nil ? 0 : markWidth + 3
    share(room - marked - 3 * columns.count, all, least)
  }

  /// Keeps columns from both ends while they have room.
  private mutating func leaveOut(_ room: Int, _ least: [Int]) {
    let all = columns
    var (left, right) = (0, 0)
    var used = 0
    var isOpen = (left: true, right: true)
    while isOpen.left || isOpen.right {
      // Three from the left, then two for each from the right: names and keys stand at the left.
      let takesLeft = isOpen.left && (!isOpen.right || left < 2 * right + 3)
      let width = least[takesLeft ? left : all.count - 1 - right] + 3
      guard used + width <= room, left + right + 1 < all.count else {
        if takesLeft { isOpen.left = false } else { isOpen.right = false }
        continue
      }
      used += width
      if takesLeft { left += 1 } else { right += 1 }
    }
    if left + right == 0 { left = 1 }
    guard left + right < all.count else { return }
    columns = Array(all.prefix(left) + all.suffix(right))
    mark = left
  }

  /// Gives the shown columns their widths.
  private mutating func share(_ room: Int, _ all: [Column], _ least: [Int]) {
    widths = columns.map { max(all[$0].values, all[$0].name.width) }
    var excess = widths.reduce(0, +) - room
    let savings = columns.indices.map { index -> (index: Int, width: Int) in
      let column = all[columns[index]]
      let header = TableHeader.leastWidth(of: column.name, atMost: Self.leastHeader)
      return (index, widths[index] - max(column.values, header, 1))
    }
    for saving in savings.sorted(by: { ($1.width, $0.index) < ($0.width, $1.index) })
    where excess > 0 && saving.width > 0 {
      widths[saving.index] -= saving.width
      excess -= saving.width
    }
    guard excess > 0 else { return }
    isLossless = false
    take(excess, downTo: columns.map { least[$0] })
    // A window that has no room for a single column whole.
    if columns.count == 1 { widths[0] = min(widths[0], max(1, room)) }
  }

  /// Takes from the widest columns first.
  private mutating func take(_ excess: Int, downTo least: [Int]) {
    var excess = excess
    while excess > 0 {
      let open = widths.indices.filter { widths[$0] > least[$0] }
      guard let widest = open.map({ widths[$0] }).max() else { return }
      let wide = open.filter { widths[$0] == widest }
      let next = max(
        open.map { widths[$0] }.filter { $0 < widest }.max() ?? 0, wide.map { least[$0] }.max() ?? 0)
      let step = min(max(1, widest - next), max(1, excess / wide.count))
      for index in wide where excess > 0 {
        widths[index] -= step
        excess -= step
      }
    }
  }
}
