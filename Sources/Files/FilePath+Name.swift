import FileNames
package import SystemPackage

extension FilePath {
  /// The path of a text as ``PathText`` has it, byte for byte.
  package init(name text: String) {
    self = PathText.withCString(text) { FilePath(platformString: $0) }
  }

  /// The path as a text, see ``PathText``.
  package var name: String { withPlatformString { PathText.text(cString: $0) } }
}
