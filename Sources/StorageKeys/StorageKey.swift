/// Where the bytes of a file are in the object storage.
///
/// The platform's rule: `project_<rebound_project or project>/<rebound or id>`, following one step of
/// `rebound` only. As in the platform's own code, null, the number 0 and the empty string count as absent.
package struct StorageKey: Equatable, Sendable {
  /// One argument of the rule, as SQL or JSON can hold it.
  package enum Part: Equatable, Sendable {
    case absent
    case integer(Int64)
    case text(String)

    package static func == (left: Part, right: Part) -> Bool {
      switch (left, right) {
      case (.absent, .absent): true
      case (.integer(let left), .integer(let right)): left == right
      case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
      default: false
      }
    }

    /// The part as it is written in a key; nil if it counts as absent.
    var written: String? {
      switch self {
      case .absent, .integer(0), .text(""): nil
      case .integer(let number): String(number)
      case .text(let text): text
      }
    }
  }

  package static func == (left: StorageKey, right: StorageKey) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  /// The bucket: `project_7`.
  package let bucket: String
  /// The object's id in the bucket.
  package let object: String

  /// Resolves the key of a file.
  ///
  /// - Parameters:
  ///   - project: the project that the export is of.
  ///   - file: the record's `id`.
  ///   - reboundProject: the record's `rebound_project`.
  ///   - rebound: the record's `rebound`.
  /// - Returns: nil if no project or no id is known.
  package init?(project: Part, file: Part, reboundProject: Part = .absent, rebound: Part = .absent) {
    guard let bucket = reboundProject.written ?? project.written,
      let object = rebound.written ?? file.written
    else { return nil }
    self.bucket = "project_" + bucket
    self.object = object
  }

  /// The key: `project_7/6848a6709aeaf5eb62cf01a8`.
  package var text: String { bucket + "/" + object }
}
