#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An estimate of how many distinct values there are, within about one percent, in 16 KB.
///
/// HyperLogLog: of the hashes that fall on a place, the longest run of zeros is kept.
/// See Flajolet and others, 2007: <https://algo.inria.fr/flajolet/Publications/FlFuGaMe07.pdf>.
struct DistinctEstimate {
  private static let bits = 14
  private var longest = [UInt8](repeating: 0, count: 1 << bits)

  mutating func add(_ hash: UInt64) {
    let place = Int(hash >> UInt64(64 - Self.bits))
    let run = UInt8((hash << UInt64(Self.bits) | 1 << UInt64(Self.bits - 1)).leadingZeroBitCount + 1)
    if longest[place] < run { longest[place] = run }
  }

  /// The estimate, to three digits.
  var count: Int {
    let places = Double(longest.count)
    let sum = longest.reduce(0.0) { $0 + exp2(-Double($1)) }
    let estimate = 0.7213 / (1 + 1.079 / places) * places * places / sum
    var unit = 1.0
    while estimate / unit >= 1000 { unit *= 10 }
    return Int((estimate / unit).rounded() * unit)
  }
}
