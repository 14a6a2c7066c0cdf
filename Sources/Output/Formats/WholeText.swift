/// Finds texts that mean nothing without their ends: ids, keys, dates, and short words.
enum WholeText {
  /// The longest word that counts as short, and the longest id.
  static let longest = (word: 12, id: 40)

  /// - Parameter cell: a value.
  static func matches(_ cell: ShownValue) -> Bool {
    if cell.isNumber || cell.width <= longest.word { return true }
    guard cell.width <= longest.id else { return false }
    var hexDigits = 0
    var longestRun = 0
    for byte in cell.text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
        UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "-"):
        hexDigits += 1
        longestRun = max(longestRun, hexDigits)
      case UInt8(ascii: "g")...UInt8(ascii: "z"), UInt8(ascii: "G")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "/"), UInt8(ascii: "."):
        hexDigits = 0
      default: return isDate(cell.text)
      }
    }
    return longestRun >= 16 || isDate(cell.text)
  }

  /// `2025-06-10 12:33`, also with seconds and a zone.
  private static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, bytes.count <= 29, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return false
    }
    return bytes.allSatisfy { (0x30...0x39).contains($0) || "-: .TZ+".utf8.contains($0) }
  }
}
