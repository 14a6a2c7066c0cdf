/// Leaves out `MATERIALIZED` and `NOT MATERIALIZED`, where an engine decides by itself.
struct MaterializedHints: Rewrite {
  func apply(to text: inout TokenText) {
    for position in text.positions where text.word(position) == "MATERIALIZED" && text.isSign("(", position + 1) {
      if text.word(position - 1) == "AS" {
        text.remove(position)
      } else if text.word(position - 1) == "NOT", text.word(position - 2) == "AS" {
        text.remove(position - 1)
        text.remove(position)
      }
    }
  }
}
