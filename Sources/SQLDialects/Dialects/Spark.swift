extension SQLDialect {
  /// Spark 4: <https://spark.apache.org/docs/latest/sql-ref.html>.
  static let spark = SQLDialect(
    name: "spark",
    rewrites: [
      QuotedNames(by: "`"),
      CastTypes(["TEXT": "STRING", "ANY": "STRING", "INTEGER": "BIGINT", "REAL": "DOUBLE", "NUMERIC": "DOUBLE"]),
      FunctionNames(["GROUP_CONCAT": "listagg"]),
      ParameterForm(":"),
      MaterializedHints(),
      JoinConditions(),
      PlusHints(),
      DistinctForms(),
      ExportJoins(
        over: ["file_key", "attribute_key"],
        of: [
          "files", "attributes", "attribute_groups", "group_attributes", "label_counts", "duplicates", "transfers",
          "objects", "annotations", "label_paths", "duplicate_clusters",
          "latest_files", "latest_attributes", "latest_objects", "latest_annotations", "latest_label_paths",
          "latest_duplicate_clusters",
        ]),
    ])
}
