/// Keys that came together, as in a paste that the terminal does not mark.
enum KeyBurst {
  /// The keys, with a Tab as text if text follows it at once: nobody types so fast.
  static func keys(_ keys: [Key]) -> [Key] {
    zip(keys, keys.dropFirst() + [.unknown]).map { key, next in
      if key == .tab, case .text = next { return .text("\t") }
      return key
    }
  }
}
