import ByteText
import SQLite

/// Finds clusters of duplicates that have another original: at least two files of one now follow the same other one.
struct ClusterComparison {
  let connection: Connection

  private struct Move: Hashable {
    let old: Int
    let new: Int
  }

  func run() throws {
    try connection.run(SQLTexts.touchedClusters)
    // The files come in the order of their ids, so that a file's number orders it as well.
    var ids: [String] = []
    var numbers: [ByteString: Int] = [:]
    try connection.withStatement("SELECT id FROM temp.diff_touched ORDER BY id") { statement in
      try statement.forEachRow { row in
        let id = row[0].copy.description
        numbers[ByteString(id)] = ids.count
        ids.append(id)
      }
    }
    guard !ids.isEmpty else { return }
    var oldLinks = Array(repeating: -1, count: ids.count)
    var newLinks = oldLinks
    try connection.withStatement(SQLTexts.touchedLinks) { statement in
      try statement.forEachRow { row in
        func number(_ index: Int) -> Int { numbers[ByteString(row[index].copy.description)] ?? -1 }
        let file = number(0)
        guard file >= 0 else { return }
        if case .text = row[1] { oldLinks[file] = number(1) }
        if case .text = row[2] { newLinks[file] = number(2) }
      }
    }
    var oldRoots = ClusterRoots(links: oldLinks)
    var newRoots = ClusterRoots(links: newLinks)
    var moved: [Move: [Int]] = [:]
    for file in ids.indices {
      let move = Move(old: oldRoots.root(of: file), new: newRoots.root(of: file))
      if move.old != move.new { moved[move, default: []].append(file) }
    }
    let clusters = moved.filter { $0.value.count > 1 }.sorted { ($0.key.old, $0.key.new) < ($1.key.old, $1.key.new) }
    let insertion = "INSERT INTO temp.changed_clusters (old_original, new_original, file_id) VALUES (:old, :new, :file)"
    try connection.withStatement(insertion) { statement in
      for (move, files) in clusters {
        for file in files {
          try statement.bind(["old": .text(ids[move.old]), "new": .text(ids[move.new]), "file": .text(ids[file])])
          try statement.forEachRow { _ in }
        }
      }
    }
    try connection.run(SQLTexts.clusters)
  }
}
