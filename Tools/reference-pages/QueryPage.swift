import Catalogs

/// docs/queries.md: the saved queries, from their headers.
enum QueryPage {
  static func markdown() throws -> String {
    let sections = try SavedQueries().all.map { query in
      let parameters = query.parameters.map { parameter in
        "- `\(parameter.declaration)` \(parameter.description)"
      }
      return "## \(query.name)\n\n**\(query.title).** \(query.description)\n\n"
        + (parameters.isEmpty ? "" : parameters.joined(separator: "\n") + "\n\n")
        + "    pressmark run \(query.name)\n"
    }
    return "# Saved queries\n\nWritten by `make docs` from the headers in `queries/`.\n\n\(parameterTypes)\n"
      + sections.joined(separator: "\n")
  }

  private static let parameterTypes = """
    A parameter's line in a header is `-- :since : date = 2025-01-01   Since when`: its name, its type, its default and
    what it means. Without a default it must be given, without a type it takes any value as it is. Values are checked
    before the query runs, and one that is not of its type is an error that says what was expected, or which name comes
    near. Where the default is NULL, an empty value stands for it.

    | type | takes |
    |---|---|
    | `export` | the name of an export, `latest` or `previous` |
    | `label`, `labels` | the id or the name of a label that any export of the catalog has; several, separated by commas |
    | `person` | an author or a validator of any export |
    | `id` | the id of a file of any export |
    | `date` | `2025-04-01` or `2025-04-01 10:00`, also with a `T` between date and time |
    | `count`, `days` | a whole number, 0 or more |
    | `number` | a number such as `2`, `-1` or `0.5` |
    | `choice(a\\|b)` | one of the words |
    | `text` | any text, also if it looks like a number |

    """
}
