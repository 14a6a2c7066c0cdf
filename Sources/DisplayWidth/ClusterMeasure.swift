/// Measures text scalar by scalar, keeping just enough state to see where emoji join.
///
/// The sum of its answers is the width of the clusters without finding their boundaries, because outside of emoji a
/// cluster is as wide as its scalars together.
struct ClusterMeasure {
  /// Whether the last scalar measured began a cluster of its own.
  private(set) var startsCluster = true

  private var base = Base.other
  private var isJoined = false

  private enum Base {
    case other, narrowEmoji, wideEmoji, openFlag
    /// The base of a keycap: widened by a variation selector, but not joined to anything.
    case digit
  }

  /// The columns by which a scalar widens what came before it.
  mutating func columns(addedBy scalar: UInt32) -> Int {
    let wasJoined = isJoined
    isJoined = false
    startsCluster = false
    switch scalar {
    case 0x200D:
      if wasJoined { base = .other }
      isJoined = true
      return 0
    case 0xFE0F where base == .narrowEmoji || base == .digit:
      base = .wideEmoji
      return 1
    case 0x1F3FB...0x1F3FF where base == .wideEmoji:
      return 0
    case 0x1F3FB...0x1F3FF where base == .narrowEmoji:
      base = .wideEmoji
      return 1
    case 0x1F3FB...0x1F3FF:
      return begin(.other, 2)
    case 0x1F1E6...0x1F1FF where base == .openFlag:
      base = .other
      return 1
    case 0x1F1E6...0x1F1FF:
      return begin(.openFlag, 1)
    default:
      break
    }
    switch WidthClass(of: scalar) {
    case .zero:
      return 0
    case .narrow:
      return begin(.other, 1)
    case .wide:
      return begin(.other, 2)
    case .narrowEmoji where scalar < 0x80:
      return begin(.digit, 1)
    case .narrowEmoji:
      return wasJoined && base == .wideEmoji ? 0 : begin(.narrowEmoji, 1)
    case .wideEmoji:
      if wasJoined && base == .wideEmoji { return 0 }
      if wasJoined && base == .narrowEmoji {
        base = .wideEmoji
        return 1
      }
      return begin(.wideEmoji, 2)
    }
  }

  private mutating func begin(_ newBase: Base, _ width: Int) -> Int {
    base = newBase
    startsCluster = true
    return width
  }
}
