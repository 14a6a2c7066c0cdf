/// How an import writes the tables of the catalog at hand.
///
/// Whatever is not exactly as `schema.sql` makes it is written as any SQLite client would: row by row through SQL, so
/// that triggers run, all indexes are kept, and constraints hold.
struct WritePlan {
  /// Whether nothing was added to the tables but columns, and indexes, which can refuse a row.
  let tablesArePassive: Bool
  /// The tables that are exactly ours, indexes included, in a catalog that is passive: nothing refuses a row of theirs,
  /// changes it or passes over it.
  let trusted: Set<CatalogTable>
  /// Those that are written through imposters.
  var apart: Set<CatalogTable> = []

  /// - Parameter shape: what was found within the transaction that writes.
  init(_ shape: CatalogShape) {
    tablesArePassive = shape.tablesArePassive
    trusted = tablesArePassive ? Set(CatalogTable.allCases.filter(shape.isOurs)) : []
  }
}
