extension SQLDialect {
  /// PostgreSQL, as psql reads it: <https://www.postgresql.org/docs/current/sql.html>.
  ///
  /// A variable of psql is always a text, so that the empty text stands for NULL where a parameter can be that.
  static let postgreSQL = SQLDialect(
    name: "postgresql",
    rewrites: [
      QuotedNames(by: "\""),
      CastTypes(["TEXT": "text", "ANY": "text", "INTEGER": "bigint", "REAL": "double precision", "NUMERIC": "numeric"]),
      FunctionNames(["GROUP_CONCAT": "string_agg", "INSTR": "strpos", "CHAR": "chr"]),
      ParameterForm(":'", "'", null: "''"),
      JoinConditions(),
      PlusHints(),
      DistinctForms(),
      NullOrder([.ascending, .descending]),
    ])
}
