/// The names of a table's columns, made from what the file gives.
enum ColumnNames {
  /// Makes names that a table can have: none empty, none twice (SQLite takes upper and lower case as one).
  static func usable(_ given: [String]) -> (names: [String], remarks: [TableRemark]) {
    var names: [String] = []
    var remarks: [TableRemark] = []
    // A name that the file gives is kept before one that is made up.
    var taken = Set(given.map(folded))
    var used: Set<String> = []
    for (index, text) in given.enumerated() {
      var name = String(text.unicodeScalars.filter { $0 != "\0" })
      if name.isEmpty { name = "column\(index + 1)" }
      if used.contains(folded(name)) || (folded(name) != folded(text) && taken.contains(folded(name))) {
        var number = 2
        while taken.contains(folded("\(name)_\(number)")) { number += 1 }
        name += "_\(number)"
      }
      taken.insert(folded(name))
      used.insert(folded(name))
      names.append(name)
      if !name.utf8.elementsEqual(text.utf8) { remarks.append(.renamed(text, to: name)) }
    }
    return (names, remarks)
  }

  /// As SQLite compares names: the letters A to Z like a to z, all else byte by byte.
  private static func folded(_ name: String) -> String {
    // Each byte becomes a scalar, so that Swift's comparison of composed letters has no part in it.
    var folded = String.UnicodeScalarView()
    for byte in name.utf8 {
      folded.append(Unicode.Scalar((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte))
    }
    return String(folded)
  }
}
