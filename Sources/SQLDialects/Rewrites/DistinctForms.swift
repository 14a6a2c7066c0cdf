/// `a IS b` and `a IS NOT b`, which compare NULL as a value: `IS NOT DISTINCT FROM` and `IS DISTINCT FROM` elsewhere.
struct DistinctForms: Rewrite {
  func apply(to text: inout TokenText) {
    for position in text.positions where text.word(position) == "IS" {
      let isNot = text.word(position + 1) == "NOT"
      let operand = isNot ? position + 2 : position + 1
      guard operand < text.positions.upperBound, !Self.plain.contains(text.word(operand)) else { continue }
      text.insert(isNot ? "DISTINCT FROM " : "NOT DISTINCT FROM ", before: operand)
      if isNot { text.remove(position + 1) }
    }
  }

  /// Words that may stand behind `IS` and `IS NOT` everywhere.
  private static let plain: Set<String> = ["DISTINCT", "FALSE", "NOT", "NULL", "TRUE"]
}
