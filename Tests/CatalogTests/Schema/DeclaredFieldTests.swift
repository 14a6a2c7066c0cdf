import ExportFormat
import SQLite
import Testing

@testable import Catalogs

/// The fields that ``RecordField`` declares, and the columns of `schema.sql`.
@Suite struct DeclaredFieldTests {
  @Test(arguments: RecordField.stored) func aFieldHasTheColumnThatItDeclares(field: RecordField) throws {
    let declaration = field.declaration
    let column = try #require(CatalogTable.files.declared.columns.first { $0.name == declaration.column })
    #expect(column.type == declaration.columnType)
    #expect(column.isNotNull == !declaration.isNullable)
    #expect(column.hidden == 0 && column.keyPlace == 0)
  }

  @Test func aColumnOfFilesIsDeclaredOrTheCatalogsOwn() {
    let own: Set = ["file_key", "export_id", "digest", "extra"]
    let declared = RecordField.stored.compactMap(\.declaration.column)
    #expect(Set(CatalogTable.files.columns) == own.union(declared))
    // ALTER TABLE puts a column behind all others.
    let later = RecordField.later.compactMap(\.declaration.column)
    #expect(Set(CatalogTable.files.columns.suffix(later.count)) == Set(later))
  }

  @Test func theVersionIsThatOfTheSchema() {
    #expect(Int64(Schema.version) == DeclaredSchema.version)
  }

  /// What a migration does for a field that a catalog has in `extra`.
  @Test func aLaterFieldComesOutOfExtra() throws {
    let scratch = try ScratchCatalog()
    func with(_ more: String, _ id: String) -> String { MadeUp.record(id).dropLast() + more + "}" }
    let records = [
      with(#","camera":"Z-9 \u00e9","n":{"a":1.50}"#, "1"), with(#","camera":null"#, "2"), with(#","camera":7"#, "3"),
      with(#","camera":"only""#, "4"), MadeUp.record("5"),
    ]
    try scratch.import(MadeUp.export(records), as: "old")
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    let fields = try catalog.rows("SELECT \(LaterField.value(of: "camera", in: "f")) FROM files f ORDER BY file_key")
    #expect(fields == [["Z-9 é"], [nil], [nil], ["only"], [nil]])
    for _ in 0..<2 {
      try catalog.withConnection { try $0.addColumn(of: FieldDeclaration.later("camera")) }
      #expect(
        try catalog.rows("SELECT camera, extra FROM files ORDER BY file_key") == [
          ["Z-9 é", #"{"n":{"a":1.50}}"#], [nil, #"{"camera":null}"#], [nil, #"{"camera":7}"#], ["only", nil],
          [nil, nil],
        ])
    }
  }
}
