import FileNames

/// The name of a table, made from that of its file.
package enum TableName {
  private static let compressions: Set<String> = ["gz", "zst", "xz", "bz2", "lz4", "gzip", "zstd"]
  private static let formats: Set<String> = [
    "csv", "tsv", "tab", "txt", "psv", "lst", "json", "jsonl", "ndjson", "dat",
  ]

  /// A plain identifier: `preds.csv.gz` gives `preds`, `2025-06 scores.csv` gives `t_2025_06_scores`.
  ///
  /// - Parameter isReserved: whether SQL has a name for itself.
  package static func name(for path: String, isReserved: (String) -> Bool) -> String {
    if path == "-" { return "stdin" }
    var name = lastPart(of: path)
    for endings in [compressions, formats] {
      if let dot = name.lastIndex(of: "."), dot != name.startIndex,
        endings.contains(name[name.index(after: dot)...].lowercased())
      {
        name = String(name[..<dot])
      }
    }
    var plain = String.UnicodeScalarView()
    for scalar in PathText.shown(name).unicodeScalars {
      let isWord = scalar.isASCII ? isWordByte(UInt8(scalar.value)) : scalar.properties.isAlphabetic
      if isWord { plain.append(scalar) } else if plain.last != "_", !plain.isEmpty { plain.append("_") }
    }
    while plain.last == "_", plain.count > 1 { plain.removeLast() }
    let text = String(plain)
    if text.isEmpty || text == "_" { return "imported" }
    let startsBadly = text.utf8.first.map { $0 &- 0x30 < 10 } ?? true
    return startsBadly || isReserved(text) || text.lowercased().hasPrefix("sqlite_") ? "t_\(text)" : text
  }

  /// The ending that tells a file's format, in lower case; empty where there is none.
  static func ending(of path: String) -> String {
    var parts = lastPart(of: path).split(separator: ".", omittingEmptySubsequences: false).map { $0.lowercased() }
    if let last = parts.last, parts.count > 1, compressions.contains(last) { parts.removeLast() }
    return parts.count > 1 ? parts.last ?? "" : ""
  }

  private static func lastPart(of path: String) -> String {
    String(path.split(separator: "/").last ?? "")
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }
}
