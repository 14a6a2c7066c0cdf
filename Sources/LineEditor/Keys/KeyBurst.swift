/// Keys that came together, as the paste of a terminal does that does not mark it.
enum KeyBurst {
  /// The keys, but with a Tab as text where text follows it at once: nobody types so fast.
  static func keys(_ keys: [Key]) -> [Key] {
    zip(keys, keys.dropFirst() + [.unknown]).map { key, next in
      if key == .tab, case .text = next { return .text("\t") }
      return key
    }
  }
}
