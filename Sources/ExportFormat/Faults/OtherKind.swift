/// A kind of file that is no export but is sometimes taken for one, recognised by its first bytes or its first keys.
package struct OtherKind: Equatable, Sendable {
  /// What it is called, with its article: `a COCO dataset`.
  package let name: String
  /// The keys by which it was recognised; empty where it was recognised by other bytes.
  package let keys: [String]

  /// Bytes that are examined.
  static let prefixLength = 1 << 16

  /// - Parameters:
  ///   - bytes: the start of the document, or of its first record.
  ///   - isElement: whether that is an element of an array.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, isElement: Bool) {
    let look = Look(bytes, isElement: isElement)
    guard let (name, keys) = Self.table.lazy.compactMap({ kind in kind.keys(look).map { (kind.name, $0) } }).first
    else { return nil }
    self.name = name
    self.keys = keys
  }

  /// What is seen of a document.
  private struct Look {
    let isElement: Bool
    /// The start, without a byte order mark and white space.
    let bytes: ArraySlice<UInt8>
    /// The start in lower-case ASCII.
    let text: String
    /// The keys of the object that the start is.
    let keys: [String]

    init(_ buffer: UnsafeBufferPointer<UInt8>, isElement: Bool) {
      self.isElement = isElement
      let start = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      let bytes = Array(buffer[start...].drop { $0 == 0x20 || (0x09...0x0D).contains($0) })[...]
      self.bytes = bytes
      text = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
      keys = ObjectKeys.find(in: bytes)
    }

    var lines: [Substring] { text.split(omittingEmptySubsequences: true) { $0.isNewline } }

    func has(_ key: String) -> Bool { keys.contains { $0.utf8.elementsEqual(key.utf8) } }

    func all(_ wanted: String...) -> [String]? { wanted.allSatisfy(has) ? wanted : nil }

    /// Those of some keys that are there, if they are at least so many.
    func some(_ count: Int, of wanted: [String]) -> [String]? {
      let found = wanted.filter(has)
      return found.count >= count ? found : nil
    }

    /// The keys of one list that are there, if all keys of the object are in another list.
    func only(_ wanted: [String], with one: [String]) -> [String]? {
      guard !keys.isEmpty, keys.allSatisfy({ key in wanted.contains { $0.utf8.elementsEqual(key.utf8) } }) else {
        return nil
      }
      return some(1, of: one)
    }
  }

  private struct Kind: Sendable {
    let name: String
    /// The keys by which a document is of the kind; nil where it is not.
    let keys: @Sendable (Look) -> [String]?

    /// Recognised by the keys of the object that the document, or its first record, is.
    static func json(_ name: String, _ keys: @escaping @Sendable (Look) -> [String]?) -> Kind {
      // What only records have outweighs any likeness.
      Kind(name: name) { look in
        look.some(2, of: ["related_duplicates", "author_name", "file_type", "upload_date"]) == nil ? keys(look) : nil
      }
    }

    /// Recognised by the document's first bytes.
    static func magic(_ name: String, _ marks: [UInt8]...) -> Kind {
      Kind(name: name) { look in
        !look.isElement && marks.contains { look.bytes.starts(with: $0) } ? [] : nil
      }
    }

    /// Recognised by the document's text.
    static func text(_ name: String, _ matches: @escaping @Sendable (Look) -> Bool) -> Kind {
      Kind(name: name) { !$0.isElement && matches($0) ? [] : nil }
    }
  }

  /// One entry a kind; the first that fits is it.
  private static let table: [Kind] = [
    .json("a COCO dataset") { look in
      guard !look.isElement else { return nil }
      let lists = ["images", "annotations", "categories"]
      if let first = look.keys.first, lists.contains(first) { return look.some(1, of: lists) }
      return look.some(2, of: lists + ["info", "licenses"])
    },
    .json("a list of COCO images") { $0.isElement ? $0.all("file_name", "height", "width") : nil },
    .json("a list of COCO results") { $0.all("image_id", "category_id") },
    .json("a Label Studio export") { look in
      look.has("data") ? look.some(1, of: ["annotations", "completions", "predictions"]).map { $0 + ["data"] } : nil
    },
    .json("a Label Studio export") { $0.some(2, of: ["annotation_id", "annotator", "lead_time"]) },
    .json("a FiftyOne dataset") { look in
      look.isElement ? nil : look.keys.first == "samples" || look.has("_media_type") ? look.all("samples") : nil
    },
    .json("a FiftyOne sample") { $0.some(2, of: ["_media_type", "filepath", "ground_truth"]) },
    .json("a LabelMe file") { $0.has("shapes") ? $0.some(2, of: ["shapes", "imagePath", "flags", "version"]) : nil },
    .json("a VGG Image Annotator project") { $0.some(1, of: ["_via_settings", "_via_img_metadata"]) },
    .json("a Create ML dataset") { $0.isElement ? $0.all("image", "annotations") : nil },
    .json("GeoJSON") { $0.all("type", "features") },
    .json("an error that a web service answered") { look in
      look.isElement
        ? nil
        : look.only(
          [
            "detail", "message", "error", "errors", "msg", "code", "status", "status_code", "statusCode", "success",
            "timestamp", "path", "title", "type", "instance", "error_description",
          ], with: ["detail", "message", "error", "errors", "msg"])
    },
    .text("a web page, such as that of a login") {
      $0.text.hasPrefix("<!doctype html") || $0.text.hasPrefix("<html") || $0.text.hasPrefix("<head")
    },
    .text("a CVAT file (XML)") { $0.text.hasPrefix("<") && $0.text.contains("<annotations") },
    .text("a Pascal VOC file (XML)") { $0.text.hasPrefix("<") && $0.text.contains("<annotation>") },
    .text("a web page, such as that of a login") { $0.text.hasPrefix("<") && $0.text.contains("<html") },
    .text("XML") { $0.text.hasPrefix("<?xml") || $0.text.hasPrefix("<") && $0.text.contains("</") },
    .magic("text in UTF-16, which has to be converted to UTF-8", [0xFF, 0xFE], [0xFE, 0xFF], [0x5B, 0], [0x7B, 0]),
    .magic("text in UTF-16, which has to be converted to UTF-8", [0, 0x5B], [0, 0x7B]),
    Kind(name: "text in UTF-16, which has to be converted to UTF-8") { $0.isElement && $0.bytes.first == 0 ? [] : nil },
    .magic("a Parquet file", Array("PAR1".utf8)),
    .magic("an Arrow file", Array("ARROW1".utf8)),
    .magic("a PDF document", Array("%PDF-".utf8)),
    .magic("a picture", [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), Array("RIFF".utf8)),
    .magic("an SQLite database", Array("SQLite format 3\0".utf8)),
    .magic("a NumPy file", [0x93] + Array("NUMPY".utf8)),
    .magic("an HDF5 file", [0x89] + Array("HDF".utf8)),
    .magic("an archive of a kind that is not read", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], Array("Rar!".utf8)),
    .text("a YOLO data.yaml") { look in
      look.lines.count { line in ["names:", "nc:", "train:", "val:", "path:"].contains { line.hasPrefix($0) } } >= 2
    },
    .text("YAML") { $0.text.hasPrefix("---") || $0.text.hasPrefix("%yaml") },
    .text("a file of YOLO labels") { look in
      guard let line = look.lines.first else { return false }
      let fields = line.split(separator: " ")
      return fields.count >= 5 && Int(fields[0]) != nil && fields.allSatisfy { Double($0) != nil }
    },
    .text("CSV") { look in
      guard let line = look.lines.first, let first = line.unicodeScalars.first, !"{[<".unicodeScalars.contains(first)
      else { return false }
      return [",", ";", "\t"].contains { separator in
        let fields = line.split(separator: Character(separator), omittingEmptySubsequences: false)
        return fields.count > 1
          && fields.allSatisfy { $0.allSatisfy { $0.isLetter || $0.isNumber || "\"_ .-".contains($0) } }
      }
    },
  ]
}

/// The keys of an object, found by quotes and brackets alone.
private enum ObjectKeys {
  /// - Parameter bytes: the object, or its start.
  static func find(in bytes: ArraySlice<UInt8>) -> [String] {
    guard bytes.first == 0x7B else { return [] }
    var keys: [String] = []
    var depth = 0
    var isKey = true
    var index = bytes.startIndex
    while index < bytes.endIndex {
      switch bytes[index] {
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D:
        depth -= 1
        if depth == 0 { return keys }
      case 0x2C where depth == 1: isKey = true
      case 0x22:
        let start = index + 1
        index = JSONText.closingQuote(in: bytes, from: start)
        if depth == 1, isKey, index < bytes.endIndex {
          keys.append(String(decoding: bytes[start..<index], as: UTF8.self))
          isKey = false
        }
      default: break
      }
      index += 1
    }
    return keys
  }
}
