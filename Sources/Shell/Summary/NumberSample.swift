/// Some numbers of many, each with the same chance to be among them; the same in every run.
struct NumberSample {
  static let size = 10_000

  private(set) var numbers: [Double] = []
  private var seen = 0
  private var state: UInt64 = 0x2545_F491_4F6C_DD1D

  mutating func add(_ number: Double, _ occurrences: Int) {
    for _ in 0..<occurrences {
      seen += 1
      if numbers.count < Self.size {
        numbers.append(number)
        continue
      }
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let place = state.multipliedFullWidth(by: UInt64(seen)).high
      if place < UInt64(Self.size) { numbers[Int(place)] = number }
    }
  }
}
