import Foundation
import Testing

/// Files of expected output, written anew where PRESSMARK_RECORD is set.
enum Golden {
  static var isRecording: Bool { ProcessInfo.processInfo.environment["PRESSMARK_RECORD"] != nil }

  static func check(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Golden").appending(path: name)
    if isRecording {
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    let (new, old) = (text.split(separator: "\n\n"), expected.split(separator: "\n\n"))
    for difference in new.difference(from: old) {
      switch difference {
      case .insert(_, let piece, _): Issue.record("only now:\n\(piece)", sourceLocation: sourceLocation)
      case .remove(_, let piece, _): Issue.record("only in \(name):\n\(piece)", sourceLocation: sourceLocation)
      }
    }
  }
}
