import ControlText
import SystemPackage

// The English of this target.

extension InputError: CustomStringConvertible {
  /// What went wrong, in English, on one line.
  public var description: String {
    switch self {
    case .system(let operation, let name, let errno, let offset):
      "\(Self.shown(name)): \(operation.english(offset: offset)): \(Errno(rawValue: errno))"
    case .emptyFolder(let name): "\(visible: name): there is no file in the folder"
    case .interrupted: "interrupted"
    case .notAFile(let name, let kind): "\(visible: name): not a regular file, but a \(kind.english)"
    case .repeatedStandardInput: "standard input (-) can be read only once"
    case .closedStandardInput: "standard input is closed"
    case .truncated(let name):
      "\(Self.shown(name)): the file ends too early; it was not written or copied to its end"
    case .damaged(let name, let detail): "\(Self.shown(name)): the file is damaged: \(visible: detail)"
    case .behindEnd(let name):
      "\(Self.shown(name)): there is something behind the end of its compressed data or its archive"
    case .tooDeep(let name, let limit): "\(Self.shown(name)): compressed more than \(limit) times over"
    case .noAnnotation(let name, let entryCount):
      switch entryCount {
      case 0: "\(Self.shown(name)): the archive is empty; an entry annotation.json was expected"
      case 1: "\(Self.shown(name)): there is no annotation.json in the archive, whose only entry is another"
      default: "\(Self.shown(name)): there is no annotation.json among the archive's \(entryCount) entries"
      }
    case .severalAnnotations(let name, let entries):
      "\(Self.shown(name)): more than one entry of the archive could be the export: "
        + entries.map { "\(visible: $0)" }.joined(separator: ", ")
    }
  }

  private static func shown(_ name: String) -> String { name == "-" ? "standard input" : ControlText.visible(name) }
}

extension InputError.Operation {
  fileprivate func english(offset: Int) -> String {
    switch self {
    case .open: "cannot be opened"
    case .list: "the folder cannot be listed"
    case .keep: "its pages cannot be kept in a temporary file"
    case .read: offset == 0 ? "cannot be read" : "cannot be read beyond byte \(offset)"
    }
  }
}

extension InputError.FileKind {
  fileprivate var english: String {
    switch self {
    case .pipe: "named pipe"
    case .socket: "socket"
    case .device: "device"
    }
  }
}
