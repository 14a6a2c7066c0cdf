import Catalogs

extension SchemaPage {
  /// docs/schema.svg: the tables as boxes, in columns by how far they are from `exports`, and their foreign keys.
  var picture: String {
    let layout = Layout(tables.filter { $0.entry.kind == .table })
    let boxes = layout.boxes.map(\.svg).joined()
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(layout.width) \(layout.height)" \
      width="\(layout.width)" height="\(layout.height)" font-family="sans-serif" font-size="13">
      <title>Tables and foreign keys of a catalog</title>
      <rect width="100%" height="100%" fill="#ffffff"/>
      \(layout.lines.joined(separator: "\n"))
      \(boxes)</svg>

      """
  }

  private struct Box {
    static let width = 190
    static let row = 20
    var table: Table
    var x: Int
    var y: Int

    var height: Int { (table.columns.count + 1) * Self.row + 8 }

    /// The middle of a column's line.
    func middle(of column: String) -> Int {
      let index = table.columns.firstIndex { $0.name == column } ?? 0
      return y + (index + 1) * Self.row + Self.row / 2 + 4
    }

    var svg: String {
      var text = """
        <rect x="\(x)" y="\(y)" width="\(Self.width)" height="\(height)" rx="4" fill="#f7f9fb" stroke="#4a6785"/>
        <rect x="\(x)" y="\(y)" width="\(Self.width)" height="\(Self.row + 2)" rx="4" fill="#4a6785"/>
        <text x="\(x + 8)" y="\(y + 16)" fill="#ffffff" font-weight="bold">\(table.entry.name)</text>

        """
      for column in table.columns {
        let baseline = middle(of: column.name) + 4
        let weight = column.isKey ? " font-weight=\"bold\"" : ""
        text += """
          <text x="\(x + 8)" y="\(baseline)" fill="#1c2733"\(weight)>\(column.name)</text>
          <text x="\(x + Self.width - 8)" y="\(baseline)" fill="#5b6b7a" text-anchor="end">\(column.type)</text>

          """
      }
      return text
    }
  }

  private struct Layout {
    var boxes: [Box] = []
    var width = 0
    var height = 0

    init(_ tables: [Table]) {
      // A table stands to the right of all that it refers to.
      var levels: [String: Int] = [:]
      for _ in tables {
        for table in tables {
          levels[table.entry.name] = (table.references.map { (levels[$0.table] ?? 0) + 1 }.max()) ?? 0
        }
      }
      var bottoms: [Int: Int] = [:]
      for table in tables {
        let level = levels[table.entry.name] ?? 0
        let box = Box(table: table, x: 20 + level * (Box.width + 70), y: bottoms[level] ?? 20)
        bottoms[level] = box.y + box.height + 24
        boxes.append(box)
      }
      width = (boxes.map(\.x).max() ?? 0) + Box.width + 20
      height = bottoms.values.max() ?? 40
    }

    /// One curve per column of a foreign key, from the column to what it refers to.
    var lines: [String] {
      boxes.flatMap { box in
        box.table.references.flatMap { reference in
          zip(reference.columns, reference.targets).compactMap { column, target in
            guard let other = boxes.first(where: { $0.table.entry.name == reference.table }) else { return nil }
            let (x1, y1) = (box.x, box.middle(of: column))
            let (x2, y2) = (other.x + Box.width, other.middle(of: target))
            // Past a column of boxes, below them; else straight across the gap.
            let route =
              x1 - x2 > Box.width
              ? "H\(x1 - 35) V\(y2) H\(x2)" : "C\(x1 - 45) \(y1) \(x2 + 45) \(y2) \(x2) \(y2)"
            return """
              <path d="M\(x1) \(y1) \(route)" fill="none" stroke="#8a9bad" \
              stroke-width="1.5"/><circle cx="\(x2)" cy="\(y2)" r="3" fill="#8a9bad"/>
              """
          }
        }
      }
    }
  }
}
