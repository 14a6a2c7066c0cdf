import Catalogs
import Foundation
import SQLite
import Testing

/// The saved statistics against the platform's own, cell by cell.
@Suite struct PlatformStatisticsTests {
  @Test(arguments: SavedQueryCatalog.exports)
  func `stats-by-attribute is the platform's from_attribute`(export: String) throws {
    let figures = try PlatformFigures(of: export)
    let elsewhere = try LabelsElsewhere.of(export)
    let rows = try SavedQueryCatalog().run("stats-by-attribute", ["export": .text(export)])
    let found = Dictionary(grouping: rows) { $0.integer("attribute_id") }
    let nodes = figures.fromAttribute.flatMap(\.all)
    #expect(nodes.count > 70)
    for node in nodes {
      var expected = node.cells
      for row in elsewhere where row.label == node.id {
        expected.remove(row.count, status: row.status, fileType: row.fileType)
      }
      let row = found[node.id]
      #expect(row.map { $0.count } ?? 1 == 1)
      let cells = row.map { Cells($0[0]) } ?? Cells()
      #expect(cells == expected, "\(export): \(node.name)")
      if let row { #expect(row[0].integer("total") == cells.total) }
    }
    // Labels that came with files of other projects are the only rows that the platform has not.
    let known = Set(nodes.map(\.id))
    for id in found.keys where !known.contains(id) {
      #expect(id.map { !figures.projectSchema.labelIDs.contains($0) } == true, "\(export): \(String(describing: id))")
    }
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `stats-by-user is the platform's from_user`(export: String) throws {
    let figures = try PlatformFigures(of: export)
    let rows = try SavedQueryCatalog().run("stats-by-user", ["export": .text(export)])
    let found = Dictionary(uniqueKeysWithValues: rows.map { ($0.text("author_name") ?? "", Cells($0)) })
    let expected = Dictionary(uniqueKeysWithValues: figures.fromUser.map { ($0.name, $0.cells) })
    #expect(found == expected)
    for row in rows { #expect(row.integer("total") == Cells(row).total) }
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `stats-since is the platform's from_diff`(export: String) throws {
    let catalog = try SavedQueryCatalog()
    let figures = try PlatformFigures(of: export)
    #expect(figures.fromDiff.count == 2)
    for (date, tree) in figures.fromDiff {
      let rows = try catalog.run("stats-since", ["export": .text(export), "since": .text(date)])
      let found = Dictionary(uniqueKeysWithValues: rows.map { ($0.integer("attribute_id"), Cells($0)) })
      let nodes = tree.flatMap(\.all)
      for node in nodes {
        #expect(found[node.id] ?? Cells() == node.cells, "\(export) \(date): \(node.name)")
      }
      // The platform leaves out labels whose parent has no row, and those of which only p and u are left.
      let known = Set(nodes.map(\.id))
      let orphans = found.keys.filter { !known.contains($0) }
      let hasDecided = orphans.filter { found[$0]?.counts.keys.contains { $0.first != "p" && $0.first != "u" } == true }
      #expect(hasDecided.count <= 1, "\(export) \(date): \(hasDecided)")
      #expect(hasDecided.isEmpty || (export == "small" && hasDecided == [17]), "\(export) \(date): \(hasDecided)")
    }
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `goal-progress is the platform's goals_all`(export: String) throws {
    struct GoalLabels: Decodable { let goals: [String: Int] }
    let catalog = try SavedQueryCatalog()
    let labels = try JSONDecoder.ofExports.decode(
      GoalLabels.self, from: SampleExports.data("\(export)/goal-labels.json")
    ).goals
    let goals = try PlatformFigures(of: export).goalsAll.data
    #expect(goals.count == 6)
    for goal in goals {
      let label = try #require(labels[String(goal.id)])
      var complete = goal.complete
      var waiting = goal.onValidation
      for row in try LabelsElsewhere.of(export) where row.label == label {
        let weight = ["image": goal.imageMod, "video": goal.videoMod][row.fileType] ?? 0
        if row.status == "a" { complete -= weight * row.count }
        if row.status == "v" { waiting -= weight * row.count }
      }
      let given: [String: QueryValue] = [
        "export": .text(export), "label": .integer(Int64(label)), "amount": .integer(Int64(goal.amount)),
        "image_weight": .integer(Int64(goal.imageMod)), "video_weight": .integer(Int64(goal.videoMod)),
      ]
      let rows = try catalog.run("goal-progress", given)
      #expect(rows.count == 1)
      #expect(rows[0].integer("complete") == complete)
      #expect(rows[0].integer("on_validation") == waiting)
      #expect(rows[0].integer("amount") == goal.amount)
      // Without uses elsewhere the platform's own figure must come out.
      let progress = min(100, 100 * complete / goal.amount)
      if complete == goal.complete { #expect(progress == goal.progress) }
      #expect(rows[0].integer("progress") == progress)
    }
  }
}
