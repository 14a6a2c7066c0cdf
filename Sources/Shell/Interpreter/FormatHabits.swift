/// Names of formats in other shells.
enum FormatHabits {
  static let formats: [String: String] = [
    "box": "table", "column": "table", "columns": "table", "duckbox": "table", "psql": "table", "unicode": "table",
    "grid": "table", "tabs": "tsv", "tab": "tsv", "md": "markdown", "ndjson": "jsonl", "jsonlines": "jsonl",
    "vertical": "line", "lines": "line", "expanded": "line",
  ]
}
