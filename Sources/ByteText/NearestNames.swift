/// Finds the names that come nearest to a misspelt one.
package enum NearestNames {
  /// The nearest names, the best first: those that differ by case or by a few slips, or that begin with the name.
  ///
  /// ```swift
  /// NearestNames.find("stauts", among: ["status", "source"])  // ["status"]
  /// ```
  ///
  /// - Parameters:
  ///   - name: what was typed.
  ///   - candidates: the names that exist; repeated ones count once.
  ///   - limit: the most names to return.
  package static func find(_ name: String, among candidates: [String], limit: Int = 3) -> [String] {
    let wanted = Array(name.lowercased().unicodeScalars)
    guard !wanted.isEmpty else { return [] }
    let allowed = max(1, (wanted.count + 2) / 3)
    var found: [(distance: Int, name: String)] = []
    for candidate in Set(candidates.map(ByteString.init)).map(\.text) {
      let scalars = Array(candidate.lowercased().unicodeScalars)
      if abs(scalars.count - wanted.count) <= allowed {
        let distance = distance(wanted, scalars)
        if distance <= allowed { found.append((distance, candidate)) }
      } else if wanted.count >= 3, scalars.starts(with: wanted) || wanted.starts(with: scalars) && scalars.count >= 3 {
        found.append((allowed + 1, candidate))
      }
    }
    return found.sorted { ($0.distance, ByteString($0.name)) < ($1.distance, ByteString($1.name)) }.prefix(limit).map(
      \.name)
  }

  /// How many insertions, deletions, replacements and swaps of neighbours turn one name into the other.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in 0..<right.count {
        let isSame = left[row] == right[column]
        var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
