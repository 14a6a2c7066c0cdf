/// How a scalar by itself is drawn.
enum WidthClass: UInt32 {
  case zero, narrow, wide
  /// Narrow by itself, wide when a variation selector asks for the emoji.
  case narrowEmoji
  case wideEmoji

  init(of scalar: UInt32) {
    switch scalar {
    case 0x00A0...0x00A8, 0x00AF...0x02FF, 0x0370...0x0482, 0x048A...0x0590:
      self = .narrow
    case 0x3041...0x3096, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
      self = .wide
    default:
      self = Self.searched(scalar)
    }
  }

  private static func searched(_ scalar: UInt32) -> WidthClass {
    let key = scalar << 3 | 7
    var low = 0
    var high = widthRuns.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if widthRuns[middle] <= key { low = middle } else { high = middle }
    }
    return WidthClass(rawValue: widthRuns[low] & 7) ?? .narrow
  }
}
