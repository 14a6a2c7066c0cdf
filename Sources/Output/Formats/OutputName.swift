import Catalogs

/// What the name of an output file promises.
extension OutputFormat {
  /// The format that a file's name says, such as csv for `labels.csv`.
  ///
  /// - Parameter path: the file.
  /// - Returns: nil for a name that says no format.
  /// - Throws: ``OutputNameError`` for a name that no output of ours would keep.
  package static func named(byPath path: String) throws(OutputNameError) -> OutputFormat? {
    guard let ending = ending(of: path) else { return nil }
    if compressions.contains(ending) { throw .compressed(path) }
    if workbooks.contains(ending) { throw .workbook(path) }
    return all.first { $0.endings.contains(ending) }
  }

  /// What follows the last dot of a file's name, in small letters.
  private static func ending(of path: String) -> String? {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return nil }
    return String(Substring(name[name.index(after: dot)...])).lowercased()
  }

  private static let compressions: Set<String> = ["gz", "zst", "xz", "bz2", "lz4", "zip", "br"]
  private static let workbooks: Set<String> = ["xlsx", "xls", "ods", "parquet", "arrow", "feather"]
}

/// Why a file's name would be wrong about what is in it.
package enum OutputNameError: Error, Equatable, Sendable {
  /// It says that the file is compressed.
  case compressed(String)
  /// It says a format of spreadsheets or data frames, which are not written.
  case workbook(String)
}
