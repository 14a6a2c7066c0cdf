import ExportFormat
import SQLite

/// How a catalog that an older program made differs from one of today.
struct OlderSchema {
  let version: Int
  let lacksNewestDate: Bool
  /// The later fields that it has no columns for.
  let lackedFields: [RecordField]
  /// Views in an older definition, or missing: in today's definition.
  let views: [SchemaView]
  /// The names of those that the catalog has in an older definition.
  let stored: Set<String>
  /// Indexes that are to be made: they came with a later version, or have other columns since.
  let indexes: [SchemaIndex]
  /// The names of those of them that the catalog has, and that are to be removed before.
  let replaced: [String]
  /// Names of views and indexes that came with a later version, which somebody has given to something else: theirs stays.
  let taken: [String]

  /// - Parameter current: the views in today's definition.
  init(
    _ found: SchemaFound, in schema: String, on connection: Connection, current: [SchemaView] = SchemaView.current
  ) throws {
    version = found.version
    lacksNewestDate = !found.hasNewestDate
    lackedFields = try connection.lackedFields(in: schema)
    var names: Set<String> = []
    var digests: [String: UInt64] = [:]
    for row in try connection.rows("SELECT name, type, sql FROM \(SchemaNames.quoted(schema)).sqlite_master") {
      guard let name = row[0].text else { continue }
      // SQLite compares names without case.
      names.insert(name.lowercased())
      if row[1] == "view", let sql = row[2].text { digests[name] = SchemaView.digest(of: sql) }
    }
    let stored = Set(
      current.filter { view in
        guard let digest = digests[view.name], digest != view.digest else { return false }
        return SchemaView.older[view.name]?.contains(digest) ?? false
      }.map(\.name))
    self.stored = stored
    views = current.filter { view in
      stored.contains(view.name) || found.version < Schema.version && !names.contains(view.name)
    }
    var taken = current.map(\.name).filter { name in
      found.version < (SchemaView.since[name] ?? 0) && names.contains(name)
    }
    var indexes: [SchemaIndex] = []
    var replaced: [String] = []
    for index in SchemaIndex.later where found.version < Schema.version {
      let isLater = found.version < index.since
      guard names.contains(index.name) else {
        if isLater { indexes.append(index) }
        continue
      }
      switch try index.state(in: schema, on: connection) {
      case .other: if isLater { taken.append(index.name) }
      // Of indexes that serve alike the planner takes the one that was made last: those behind a new one are made anew.
      case .current where replaced.isEmpty: break
      case .former, .current:
        indexes.append(index)
        replaced.append(index.name)
      }
    }
    (self.indexes, self.replaced, self.taken) = (indexes, replaced, taken)
  }

  /// Whether anything differs.
  var differs: Bool { version < Schema.version || lacksNewestDate || !lackedFields.isEmpty || !views.isEmpty }

  /// Creates temporary views with today's definitions on a connection that may only read; they hide the tables and views
  /// of the same names, and the file stays as it is.
  func makeUp(on connection: Connection) throws {
    if lacksNewestDate {
      try connection.run(
        """
        CREATE TEMP VIEW exports AS SELECT e.*, \(ExportOrder.computedDate(of: "e", in: "main")) AS newest_date
        FROM main.exports e
        """)
    }
    if !lackedFields.isEmpty {
      let columns = lackedFields.map { ", \(LaterField.value(of: $0.name, in: "f")) AS \($0.name)" }.joined()
      try connection.run("CREATE TEMP VIEW files AS SELECT f.*\(columns) FROM main.files f")
    }
    for view in views { try connection.run("CREATE TEMP " + view.sql.dropFirst("CREATE ".count)) }
  }
}
