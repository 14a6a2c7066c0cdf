/// How an import writes the tables of a catalog.
///
/// A table that is not exactly as `schema.sql` makes it is written with plain SQL, so that triggers run, all indexes are
/// kept, and constraints hold.
struct WritePlan {
  /// Whether nothing was added to the tables except columns and indexes. An index can refuse a row.
  let tablesArePassive: Bool
  /// The tables that are exactly as `schema.sql` makes them, indexes included, in a catalog whose tables are all passive:
  /// nothing refuses, changes or ignores a row of theirs.
  let trusted: Set<CatalogTable>
  /// The tables that are written through imposters.
  var apart: Set<CatalogTable> = []
  /// Whether the rows of a batch may be moved from its image: see ``BatchTransfer``.
  var movesRows = false

  /// - Parameter shape: what the tables are like, as found in the transaction that writes.
  init(_ shape: CatalogShape) {
    tablesArePassive = shape.tablesArePassive
    trusted = tablesArePassive ? Set(CatalogTable.allCases.filter(shape.isOurs)) : []
  }
}
