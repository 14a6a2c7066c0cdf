import Catalogs
import ControlText
import Output

/// What an upgrade of a catalog says at its end.
struct UpgradeReport {
  let path: String
  let summary: UpgradeSummary
  /// Whether nothing was done yet.
  let isPlan: Bool

  var text: String {
    guard summary.isNeeded else {
      return "\(visible: path) is of version \(summary.to) and has \(exports); there is nothing to do" + hint
    }
    var lines = [title]
    func add(_ label: String, _ names: [String]) {
      guard !names.isEmpty else { return }
      let padding = String(repeating: " ", count: max(1, 12 - label.count))
      lines.append("  \(label)\(padding)\(names.map { "\(visible: $0)" }.joined(separator: ", "))")
    }
    add("indexes", summary.additions.indexes)
    add("views", summary.additions.views)
    add("columns", summary.additions.columns)
    if summary.compacts { add("pages", [pages]) }
    let before = "\(ImportReport.megabytes(summary.before.byteCount)) MB"
    lines.append(
      isPlan
        ? "  \(before), \(exports)"
        : "  \(before) before, \(ImportReport.megabytes(summary.after.byteCount)) MB now, \(exports), "
          + "in \(Decimals.text(summary.seconds, places: 2)) s")
    return lines.joined(separator: "\n") + hint
  }

  private var title: String {
    switch (isPlan, summary.changesSchema, summary.from < summary.to) {
    case (true, true, true):
      "\(visible: path) is of version \(summary.from); pressmark upgrade brings it to version \(summary.to)"
    case (true, true, false):
      "\(visible: path) lacks something of version \(summary.to); pressmark upgrade completes it"
    case (true, false, _):
      "\(visible: path) is of version \(summary.to); pressmark upgrade --compact writes its file anew"
    case (false, true, true): OutputMessages.upgraded(path, from: summary.from)
    case (false, true, false): "\(visible: path) has all of version \(summary.to) now"
    case (false, false, _): Self.compacted(path)
    }
  }

  /// Says that only the file was written anew.
  static func compacted(_ path: String) -> String { "the file of \(visible: path) was written anew" }

  private var exports: String { summary.exports == 1 ? "1 export" : "\(summary.exports) exports" }

  /// What writing the file anew changes of its pages.
  private var pages: String {
    let (before, free) = (summary.before, summary.before.freePageCount)
    let size =
      before.hasOtherPages
      ? "of \(Self.size(before.pageSize)), \(isPlan ? "to be" : "now") of \(Self.size(CatalogLayout.newPageSize))" : ""
    let unused = free > 0 ? "\(free) of \(before.pageCount) \(isPlan ? "are" : "were") free" : ""
    return [size, unused].filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// What --compact would do that was not asked for.
  private var hint: String {
    guard summary.after.hasOtherPages, !summary.compacts else { return "" }
    return
      "\n  its pages are of \(Self.size(summary.after.pageSize)); --compact makes them as large as those of a new catalog, "
      + "\(Self.size(CatalogLayout.newPageSize))"
  }

  private static func size(_ bytes: Int) -> String { bytes % 1024 == 0 ? "\(bytes / 1024) KB" : "\(bytes) bytes" }

  /// The warnings, a line each.
  var warnings: [String] {
    summary.additions.takenNames.isEmpty ? [] : [OutputMessages.takenNames(summary.additions.takenNames)]
  }

  /// One JSON object; its fields are a contract.
  var json: String {
    let (before, after) = (summary.before, summary.after)
    let fields: [(String, String)] = [
      ("needed", "\(summary.isNeeded)"), ("done", "\(summary.isNeeded && !isPlan)"), ("from", "\(summary.from)"),
      ("to", "\(summary.to)"), ("exports", "\(summary.exports)"), ("indexes", Self.list(summary.additions.indexes)),
      ("views", Self.list(summary.additions.views)), ("columns", Self.list(summary.additions.columns)),
      ("taken", Self.list(summary.additions.takenNames)), ("compacted", "\(summary.compacts && !isPlan)"),
      ("page_size_before", "\(before.pageSize)"), ("page_size", "\(after.pageSize)"),
      ("bytes_before", "\(before.byteCount)"), ("bytes", "\(after.byteCount)"),
      ("seconds", Decimals.text(summary.seconds, places: 3)),
    ]
    return "{" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  private static func list(_ names: [String]) -> String {
    "[\(names.map { name in ByteWriter.text { $0.jsonString(name) } }.joined(separator: ", "))]"
  }
}
