import FileNames
package import SystemPackage

extension FilePath {
  /// The path that a text of `PathText` stands for, byte for byte.
  package init(name text: String) {
    self = PathText.withCString(text) { FilePath(platformString: $0) }
  }
}
