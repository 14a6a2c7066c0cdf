import Catalogs
import Foundation
import SQLite
import Testing

/// What changed between two exports of one project, as it was written down while it was changed.
@Suite struct DiffTruthTests {
  struct Truth: Decodable {
    struct Identified: Decodable { var id: String }
    struct StatusChange: Decodable { var id, from, to: String }
    struct Relabelled: Decodable {
      var id: String
      var before: [String: [Int]]
    }
    struct Duplicate: Decodable { var id, original: String }
    struct Renamed: Decodable {
      var id: Int64
      var from, to: String
    }
    struct Label: Decodable { var id: Int64 }
    struct User: Decodable { var from, to: String }

    var deleted: [String]
    var statusChanged: [StatusChange]
    var relabelled: [Relabelled]
    var newDuplicates: [Duplicate]
    var added: [String]
    var touchedOnly: [String]
    var transferredIn, transferredOut: [Identified]
    var labelsRenamed: [Renamed]
    var labelsPayloadChanged, labelsAdded: [Label]
    var usersRenamed: [User]
  }

  static let exports = Bundle.module.resourceURL?.appending(path: "Exports") ?? URL(filePath: "/")

  static func read(_ path: String) throws -> Data { try Data(contentsOf: exports.appending(path: path)) }

  static func twoSeasons() throws -> DiffCatalog {
    let catalog = try DiffCatalog()
    for (name, season) in [("old", "spring"), ("new", "summer")] {
      try catalog.add(name, json: String(decoding: try read("\(season)/annotation.api.json"), as: UTF8.self))
    }
    return catalog
  }

  static func ids(_ season: String) throws -> Set<String> {
    struct Record: Decodable { var id: String }
    return Set(try JSONDecoder().decode([Record].self, from: read("\(season)/annotation.api.json")).map(\.id))
  }

  @Test func everyChangeIsFoundAndNoneBesides() throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let truth = try decoder.decode(Truth.self, from: Self.read("summer/truth.json"))
    let catalog = try Self.twoSeasons()
    let comparison = try catalog.compare()
    let summary = comparison.summary
    var found: [ChangeKind: [Change]] = [:]
    try comparison.forEachChange(ChangeFilter(kinds: Set(ChangeKind.allCases))) { change in
      found[change.kind, default: []].append(change)
    }
    func ids(_ kinds: ChangeKind...) -> Set<String> {
      Set(kinds.flatMap { found[$0] ?? [] }.compactMap(\.fileID))
    }
    func values(_ kind: ChangeKind) -> [String: [String]] {
      Dictionary(
        uniqueKeysWithValues: (found[kind] ?? []).map {
          ($0.fileID ?? "", [$0.oldValue.description, $0.newValue.description])
        })
    }
    let spring = try Self.ids("spring")
    let summer = try Self.ids("summer")
    let both = spring.intersection(summer)

    let arrived = Set(truth.added + truth.transferredIn.map(\.id))
    #expect(ids(.added) == arrived.intersection(summer).subtracting(spring))
    let left = Set(truth.deleted + truth.transferredOut.map(\.id))
    #expect(ids(.removed) == left.intersection(spring).subtracting(summer))

    // Files that were transferred out after an event are not in summer.
    let statuses = truth.statusChanged.filter { both.contains($0.id) }
    #expect(values(.status) == Dictionary(uniqueKeysWithValues: statuses.map { ($0.id, [$0.from, $0.to]) }))
    let labels = ids(.labelAdded, .labelRemoved, .groupAdded, .groupRemoved)
    #expect(labels == Set(truth.relabelled.map(\.id)).intersection(both))
    let duplicates = truth.newDuplicates.filter { both.contains($0.id) }
    #expect(
      values(.duplicate) == Dictionary(uniqueKeysWithValues: duplicates.map { ($0.id, ["NULL", $0.original]) }))
    // All of these lay in their project's own bucket.
    #expect(
      values(.key)
        == Dictionary(
          uniqueKeysWithValues: duplicates.map { ($0.id, ["project_7/\($0.id)", "project_7/\($0.original)"]) }))

    #expect(
      Set(summary.people.map { "\($0.oldName)>\($0.newName)" })
        == Set(truth.usersRenamed.map { "\($0.from)>\($0.to)" }))
    func definitions(_ kind: ChangeKind) -> [Int64] { summary.labels.filter { $0.change == kind }.map(\.id) }
    #expect(
      (found[.labelRenamed] ?? []).map { "\($0.attributeID ?? 0) \($0.oldValue)>\($0.newValue)" }
        == truth.labelsRenamed.map { "\($0.id) \($0.from)>\($0.to)" })
    #expect(definitions(.labelPayload) == truth.labelsPayloadChanged.map(\.id))
    #expect(definitions(.labelDefined) == truth.labelsAdded.map(\.id))
    #expect(definitions(.labelMoved).isEmpty)
    // No label was deleted, but the files that carried this one left, or lost it.
    #expect(definitions(.labelDropped) == [23])

    let touched = Set(truth.touchedOnly).intersection(both)
    #expect(ids(.updateDate).isSuperset(of: touched))
    #expect(ids(.status, .key, .duplicate).union(labels).isDisjoint(with: touched))
    // Nobody edits these on the platform.
    #expect(ids(.author, .fileName, .fileType, .uploadDate, .extra, .groupUID, .transfer).isEmpty)
    // A validator moves with a save, which is one of the events.
    let saved = Set(statuses.map(\.id)).union(labels).union(duplicates.map(\.id)).union(touched)
    #expect(ids(.validator).isSubset(of: saved))
    #expect(summary.files.changed == Set(statuses.map(\.id)).union(labels).union(duplicates.map(\.id)).count)
    #expect(summary.files.addsUp)
  }

  @Test func theBrowsersSpellingChangesNothing() throws {
    let catalog = try DiffCatalog()
    try catalog.add("old", json: String(decoding: try Self.read("small/annotation.api.json"), as: UTF8.self))
    try catalog.add("new", json: String(decoding: try Self.read("small/annotation.browser.json"), as: UTF8.self))
    #expect(try catalog.changes() == [])
  }

  @Test func aFilteredExportLacksFilesButChangesNone() throws {
    let catalog = try DiffCatalog()
    try catalog.add("old", json: String(decoding: try Self.read("small/filtered/no-filter.json"), as: UTF8.self))
    try catalog.add("new", json: String(decoding: try Self.read("small/filtered/status-a.json"), as: UTF8.self))
    let summary = try catalog.catalog.diff(old: "old", new: "new", options: ComparisonOptions(isPartial: true))
    #expect(!summary.hasChanges && summary.files.absent > 0)
  }
}
