import ByteText
import Catalogs
import SQLite

/// A table with a title, part of a comparison's summary in every format.
struct DiffSection {
  var title: String
  var result: QueryResult
  /// How many rows there are in all, where `result` has only the first.
  var total: Int
  /// A sentence below the table.
  var note: String?

  init(_ title: String, columns: [String], rows: [[QueryValue]], limit: Int, note: String? = nil) {
    self.title = title
    result = QueryResult(columns: columns, rows: Array(rows.prefix(limit)))
    total = rows.count
    self.note = note
  }

  /// Says that rows were left out.
  var cut: String? {
    total > result.rows.count ? OutputMessages.cut(shown: result.rows.count, of: total) : nil
  }
}

extension ComparisonSummary {
  /// The tables of the summary that have a row.
  ///
  /// - Parameter limit: the most rows of each.
  func sections(limit: Int) -> [DiffSection] {
    [
      counted(limit), statuses(limit), definitions(limit), clusterSection(limit), peopleSection(limit),
      authorSection(limit), validatorSection(limit),
    ].filter { !$0.result.rows.isEmpty }
  }

  private func counted(_ limit: Int) -> DiffSection {
    let rows = counts.filter { $0.topic != .noise }.map { count -> [QueryValue] in
      [.text(count.topic.words), .integer(Int64(count.count)), .integer(Int64(count.changes))]
    }
    return DiffSection(OutputMessages.Diff.changes, columns: ["what", "count", "changes"], rows: rows, limit: .max)
  }

  /// The most statuses that a matrix shows; the platform has five.
  private static let matrixLimit = 12

  /// From (rows) to (columns); a list where the statuses are many.
  private func statuses(_ limit: Int) -> DiffSection {
    let flagged = transitions.filter(\.flagged).reduce(0) { $0 + $1.files }
    let note = flagged > 0 ? OutputMessages.Diff.declined(flagged) : nil
    let sources = Set(transitions.map { ByteString($0.from) }).sorted()
    let targets = Set(transitions.map { ByteString($0.to) }).sorted()
    guard sources.count <= Self.matrixLimit, targets.count <= Self.matrixLimit else {
      let rows = transitions.map { [.text($0.from), .text($0.to), .integer(Int64($0.files))] as [QueryValue] }
      return DiffSection(
        OutputMessages.Diff.statuses, columns: ["from", "to", "files"], rows: rows, limit: limit, note: note)
    }
    let rows = sources.map { from -> [QueryValue] in
      [.text(from.text)]
        + targets.map { to in
          let files = transitions.first { ByteString($0.from) == from && ByteString($0.to) == to }?.files
          return .integer(Int64(files ?? 0))
        }
    }
    return DiffSection(
      OutputMessages.Diff.statuses, columns: ["from"] + targets.map { "→ \($0)" }, rows: rows, limit: .max, note: note)
  }

  private func definitions(_ limit: Int) -> DiffSection {
    let rows = labels.map { label -> [QueryValue] in
      [
        .integer(label.id), .text(OutputMessages.Diff.definition(label.change)),
        label.old.map(QueryValue.text) ?? .text(""),
        label.new.map(QueryValue.text) ?? .text(""), .integer(Int64(label.files)),
      ]
    }
    return DiffSection(
      OutputMessages.Diff.labels, columns: ["label", "change", "old", "new", "files"], rows: rows, limit: limit)
  }

  private func clusterSection(_ limit: Int) -> DiffSection {
    let rows = clusters.map { cluster -> [QueryValue] in
      [.text(cluster.oldOriginal), .text(cluster.newOriginal), .integer(Int64(cluster.files))]
    }
    return DiffSection(
      OutputMessages.Diff.clusters, columns: ["old original", "new original", "files"], rows: rows, limit: limit)
  }

  private func peopleSection(_ limit: Int) -> DiffSection {
    let rows = people.map { person -> [QueryValue] in
      [.text(person.oldName), .text(person.newName), .integer(Int64(person.files))]
    }
    return DiffSection(
      OutputMessages.Diff.people, columns: ["old name", "new name", "files"], rows: rows, limit: limit)
  }

  private func authorSection(_ limit: Int) -> DiffSection {
    let rows = authors.map { author -> [QueryValue] in
      [
        .text(author.name), .integer(Int64(author.added)), .integer(Int64(author.removed)),
        .integer(Int64(author.changed)),
      ]
    }
    return DiffSection(
      OutputMessages.Diff.authors, columns: ["author", "added", "removed", "changed"], rows: rows, limit: limit)
  }

  private func validatorSection(_ limit: Int) -> DiffSection {
    let rows = validators.map { validator -> [QueryValue] in
      [
        .text(validator.name), .integer(Int64(validator.accepted)), .integer(Int64(validator.declined)),
        .integer(Int64(validator.other)),
      ]
    }
    return DiffSection(
      OutputMessages.Diff.validators, columns: ["validator", "accepted", "declined", "other"], rows: rows, limit: limit)
  }

  /// The sentences before the tables.
  var notes: [String] {
    var notes = [OutputMessages.Diff.arithmetic(self)]
    if projectsDiffer { notes.append(OutputMessages.Diff.projects(self)) }
    if keys.changed + keys.fetch + keys.drop > 0 { notes.append(OutputMessages.Diff.keys(self)) }
    if files.touched > 0 || noise.total > 0 { notes.append(OutputMessages.Diff.noise(self)) }
    return notes
  }
}

extension ComparisonSummary.Noise {
  var total: Int { updateDates + validators + relatedDuplicates + groupUIDs }
}
