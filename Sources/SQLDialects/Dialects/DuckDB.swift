extension SQLDialect {
  /// DuckDB: <https://duckdb.org/docs/stable/sql/introduction>.
  static let duckDB = SQLDialect(
    name: "duckdb",
    rewrites: [
      QuotedNames(by: "\""),
      CastTypes(["TEXT": "VARCHAR", "ANY": "VARCHAR", "INTEGER": "BIGINT", "REAL": "DOUBLE", "NUMERIC": "DOUBLE"]),
      FunctionNames(["GROUP_CONCAT": "string_agg", "CHAR": "chr"]),
      ParameterForm("$"),
      JoinConditions(),
      PlusHints(),
      DistinctForms(),
      // It has NULL last in both directions.
      NullOrder([.ascending]),
    ])
}
