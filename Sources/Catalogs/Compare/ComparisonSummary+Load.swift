import SQLite

extension ComparisonSummary {
  /// Counts what a comparison left in `changes`.
  init(_ sides: ComparisonSides, on connection: Connection) throws {
    old = Export(sides.old)
    new = Export(sides.new)
    partial = sides.isPartial
    counts = try Self.counts(on: connection)
    transitions = try connection.rows(Query.transitions).map {
      Transition(
        from: $0[0].string, to: $0[1].string, files: $0[2].int, flagged: $0[0] == "a" && $0[1] == "d")
    }
    labels = try connection.rows(Query.labels).compactMap { row in
      ChangeKind(rawValue: row[1].string).map {
        LabelChange(
          id: Int64(row[0].int), change: $0, old: row[2].optionalString, new: row[3].optionalString, files: row[4].int)
      }
    }
    clusters = try connection.rows(Query.once, parameters: ["kind": "cluster"]).map {
      ClusterChange(oldOriginal: $0[0].string, newOriginal: $0[1].string, files: $0[2].int)
    }
    people = try connection.rows(Query.once, parameters: ["kind": "person_renamed"]).map {
      PersonChange(oldName: $0[0].string, newName: $0[1].string, files: $0[2].int)
    }
    authors = try connection.rows(Query.authors).map {
      Author(name: $0[0].string, added: $0[1].int, removed: $0[2].int, changed: $0[3].int)
    }
    validators = try connection.rows(Query.validators).map {
      Validator(name: $0[0].string, accepted: $0[1].int, declined: $0[2].int, other: $0[3].int)
    }
    totals = Totals(
      labels: labels.count, clusters: clusters.count, people: people.count, authors: authors.count,
      validators: validators.count)
    warnings = ComparisonWarning.found(between: sides.old, and: sides.new)
    let noiseRows = try connection.rows(Query.noise)
    func noise(_ kind: ChangeKind) -> Int { noiseRows.first { $0[0].string == kind.rawValue }?[1].int ?? 0 }
    self.noise = Noise(
      updateDates: noise(.updateDate), validators: noise(.validator), relatedDuplicates: noise(.relatedDuplicates),
      groupUIDs: noise(.groupUID))
    files = try Self.files(sides, on: connection)
    keys = Keys(changed: 0, fetch: 0, drop: 0, known: sides.old.projectID != nil && sides.new.projectID != nil)
    keys.changed = count(.key)
    for row in try connection.rows("SELECT fate, count(*) FROM temp.changed_objects GROUP BY fate") {
      if row[0] == "fetch" { keys.fetch = row[1].int } else { keys.drop = row[1].int }
    }
    summary = line
  }

  private static func counts(on connection: Connection) throws -> [Count] {
    let counts: [(place: Int, count: Count)] = try ChangeTopic.allCases.enumerated().compactMap { place, topic in
      let subject = topic.subject
      let rows = try connection.rows(
        "SELECT count(\(subject)), count(*) FROM temp.changes WHERE \(topic.condition)")
      guard let row = rows.first, row[1].int > 0 else { return nil }
      return (place, Count(topic: topic, count: row[0].int, changes: row[1].int))
    }
    return counts.sorted { ($1.count.count, $0.place) < ($0.count.count, $1.place) }.map(\.count)
  }

  private static func files(_ sides: ComparisonSides, on connection: Connection) throws -> Files {
    let row = try connection.rows(Query.files)[0]
    let (added, removed, changed, touched) = (row[0].int, row[1].int, row[2].int, row[3].int)
    let absent = sides.isPartial ? sides.old.fileCount - (sides.new.fileCount - added) : 0
    let paired = sides.old.fileCount - removed - absent
    // Added and removed files come from two joins. Only where the first leaves none to add is the second not run:
    // then every file of OLD met another one of NEW.
    return Files(
      old: sides.old.fileCount, added: added, removed: removed, absent: absent, new: sides.new.fileCount,
      changed: changed,
      touched: touched, unchanged: paired - changed - touched, addsUp: paired + added == sides.new.fileCount)
  }

  /// What is read from `changes`: anyone can run these.
  private enum Query {
    static let files = """
      SELECT
        count(*) FILTER (WHERE kind = 'added'), count(*) FILTER (WHERE kind = 'removed'),
        (SELECT count(DISTINCT file_id) FROM temp.changes WHERE NOT noise AND kind NOT IN ('added', 'removed')),
        (SELECT count(DISTINCT file_id) FROM temp.changes
         WHERE noise AND file_id NOT IN (SELECT file_id FROM temp.changes WHERE NOT noise AND file_id IS NOT NULL))
      FROM temp.changes
      """
    static let transitions = """
      SELECT old_value, new_value, count(*) FROM temp.changes WHERE kind = 'status' GROUP BY 1, 2 ORDER BY 1, 2
      """
    static let labels = """
      SELECT attribute_id, kind, old_value, new_value, files FROM temp.changes
      WHERE kind IN ('label_renamed', 'label_moved', 'label_payload', 'label_defined', 'label_dropped')
      ORDER BY change_no
      """
    static let once = """
      SELECT old_value, new_value, files FROM temp.changes WHERE kind = :kind ORDER BY files DESC, old_value
      """
    static let authors = """
      SELECT author, count(*) FILTER (WHERE kind = 'added'), count(*) FILTER (WHERE kind = 'removed'),
        count(DISTINCT file_id) FILTER (WHERE kind NOT IN ('added', 'removed'))
      FROM temp.changes WHERE NOT noise AND author IS NOT NULL
      GROUP BY author ORDER BY count(DISTINCT file_id) DESC, author
      """
    static let validators = """
      SELECT validator, count(*) FILTER (WHERE new_value = 'a'), count(*) FILTER (WHERE new_value = 'd'),
        count(*) FILTER (WHERE new_value NOT IN ('a', 'd'))
      FROM temp.changes
      WHERE validator IS NOT NULL AND (kind = 'status' OR kind = 'added' AND new_value IN ('a', 'd'))
      GROUP BY validator ORDER BY count(*) DESC, validator
      """
    static let noise = "SELECT kind, count(*) FROM temp.changes WHERE noise GROUP BY kind"
  }
}

extension ChangeTopic {
  /// What is counted, in SQL: files, labels, or people and clusters, which have a row each.
  fileprivate var subject: String {
    switch scope {
    case .definition: "DISTINCT attribute_id"
    case .person, .cluster: "*"
    default: "DISTINCT file_id"
    }
  }
}

extension ComparisonSummary.Export {
  init(_ side: ComparisonSide) {
    self.init(
      name: side.name, catalog: side.catalogPath, project: side.projectID, files: side.fileCount,
      newestDate: side.newestDate)
  }
}

extension QueryValue {
  fileprivate var int: Int {
    guard case .integer(let number) = self else { return 0 }
    return Int(number)
  }

  fileprivate var string: String { optionalString ?? "" }

  fileprivate var optionalString: String? {
    if case .null = self { return nil }
    return description
  }
}
