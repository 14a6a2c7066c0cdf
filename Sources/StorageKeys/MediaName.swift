/// The name of a file's entry in a media archive: `<rebound or id>.<extension>`.
///
/// The extension is what follows the last dot of a file name. The platform stores it separately and writes it
/// unchanged, so an extension with a dot in it can't be recognized in the name: match on the id if it matters.
package struct MediaName: Equatable, Sendable {
  package static func == (left: MediaName, right: MediaName) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  /// The id of the stored object, which the entry's name begins with.
  package let object: String
  /// What follows the dot; empty for a file without extension.
  package let fileExtension: String

  /// Makes the name of an entry.
  ///
  /// - Parameters:
  ///   - file: the record's `id`.
  ///   - rebound: the record's `rebound`.
  ///   - fileName: the `file_name` of the record whose bytes are stored: of the original if there is a `rebound`.
  /// - Returns: nil if no id is known, or if the file name has no dot.
  package init?(file: StorageKey.Part, rebound: StorageKey.Part = .absent, fileName: String) {
    guard let object = rebound.written ?? file.written, let dot = fileName.utf8.lastIndex(of: UInt8(ascii: "."))
    else { return nil }
    self.object = object
    fileExtension = String(fileName[fileName.utf8.index(after: dot)...])
  }

  /// The name: `6848a6709aeaf5eb62cf01a8.jpeg`.
  package var text: String { object + "." + fileExtension }
}
