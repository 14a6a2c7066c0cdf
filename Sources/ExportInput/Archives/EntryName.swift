/// What the name of an archive's entry says. Names are data: no file is ever opened or written under one.
struct EntryName {
  let text: String

  init(_ text: String) { self.text = text }

  /// Whether the entry can be the export.
  ///
  /// It is called annotation.json, in any folder. A stored object never counts, although the extension of an uploaded
  /// file can contain slashes and end like that.
  var isAnnotation: Bool { lastComponent.elementsEqual("annotation.json".utf8) && !isObject }

  /// Whether the entry can be a page of an export; its first bytes decide.
  var isPageCandidate: Bool {
    let name = lastComponent
    return name.count > 5 && name.suffix(5).elementsEqual(".json".utf8) && !isObject && !isAnnotation
  }

  /// Whether the entry is named as the platform names stored objects: 24 hex digits, a dot, anything.
  var isObject: Bool {
    let name = text.utf8
    return name.count > 24 && name.dropFirst(24).first == UInt8(ascii: ".")
      && name.prefix(24).allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
  }

  private var lastComponent: Substring.UTF8View {
    let name = text.utf8
    guard let slash = name.lastIndex(of: UInt8(ascii: "/")) else { return name[...] }
    return name[name.index(after: slash)...]
  }
}
