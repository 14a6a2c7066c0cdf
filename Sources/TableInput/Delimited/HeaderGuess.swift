/// Whether the first row names the columns.
enum HeaderGuess {
  /// A first row with a number, an id, a date or a file's name in it is data. Else it is a header where the values below
  /// it are such, or where there are several columns and it repeats no value below. A single column of plain text has a
  /// header only where that is a usual name.
  static func isHeader(_ rows: [DialectGuess.Row]) -> Bool {
    guard let first = rows.first, !first.contains(where: { isData($0) }) else { return false }
    let rest = rows.dropFirst()
    let columns = first.indices
    if columns.contains(where: { column in
      let values = rest.compactMap { $0.indices.contains(column) ? $0[column] : nil }.filter { !$0.isEmpty }
      return !values.isEmpty && values.allSatisfy(isData)
    }) {
      return true
    }
    let repeats = columns.contains { column in
      !first[column].isEmpty && rest.contains { $0.indices.contains(column) && $0[column] == first[column] }
    }
    if repeats { return false }
    return first.count > 1 || first.first.map { usualNames.contains(lowered($0)) } ?? false
  }

  /// Whether a value is one that no column is named.
  static func isData(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first else { return false }
    if bytes.count > 100 || bytes.contains(0x0A) || bytes.contains(UInt8(ascii: "/")) { return true }
    let isNumber = bytes.withUnsafeBufferPointer { NumberText.real($0) != nil || IDText.isID($0) }
    if isNumber || isDate(bytes) || isUUID(bytes) { return true }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return true }
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return false }
    return fileEndings.contains(lowered(Array(bytes[(dot + 1)...])))
  }

  private static func isDate(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return false }
    return [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy { bytes[$0] &- 0x30 < 10 }
  }

  private static func isUUID(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 36 else { return false }
    return bytes.indices.allSatisfy { index in
      let byte = bytes[index]
      if [8, 13, 18, 23].contains(index) { return byte == UInt8(ascii: "-") }
      return byte &- 0x30 < 10 || (0x61...0x66).contains(byte | 0x20)
    }
  }

  private static func lowered(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self).lowercased() }

  private static let fileEndings: Set<String> = [
    "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic", "mp4", "mov", "avi", "mkv", "webm", "json",
    "txt",
  ]

  private static let usualNames: Set<String> = [
    "id", "ids", "_id", "key", "keys", "name", "names", "value", "values", "label", "labels", "file", "files",
    "file_id",
    "fileid", "file id", "file_ids", "image_id", "file_name", "filename", "file name", "storage_key", "media_name",
    "object",
    "object_id", "bucket", "uid", "uuid", "status", "author", "author_name", "validator", "validator_name",
    "attribute_id",
    "export", "path", "url", "class", "category", "prediction", "score", "text", "title", "user", "email", "date",
  ]
}
