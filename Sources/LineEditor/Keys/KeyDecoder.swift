/// Decodes the bytes of a terminal to keys. A read may end anywhere within a sequence.
///
/// It knows UTF-8, the control sequences of ECMA-48 and xterm (CSI and SS3), and bracketed paste.
/// See <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>.
struct KeyDecoder {
  private static let pasteStart = Array("200".utf8)
  private static let pasteEnd = Array("\u{1B}[201~".utf8)
  private static let longestSequence = 64

  /// The bytes of a key that is not complete.
  private var pending: [UInt8] = []
  /// The bytes of an unfinished paste.
  private var pasted: [UInt8]?

  /// Whether an Esc or the beginning of a sequence waits for more; it is a key itself if nothing follows soon.
  var awaitsMore: Bool { pasted == nil && !pending.isEmpty }

  /// The keys of the waiting bytes if nothing follows them.
  mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
    var keys: [Key] = []
    if let soFar = pasted?.count {
      pasted?.append(contentsOf: bytes)
      finishPaste(into: &keys, from: soFar - Self.pasteEnd.count)
    } else {
      pending.append(contentsOf: bytes)
    }
    decodePending(into: &keys)
    return keys
  }

  /// The keys of the waiting bytes if nothing follows them.
  mutating func flush() -> [Key] {
    guard awaitsMore else { return [] }
    let waiting = pending
    pending = []
    switch waiting {
    case [0x1B]: return [.escape]
    case [0x1B, 0x5B], [0x1B, 0x4F]: return [.meta(Character(Unicode.Scalar(waiting[1])))]
    default: return [.unknown]
    }
  }

  private mutating func decodePending(into keys: inout [Key]) {
    var reader = ByteReader(bytes: pending)
    pending = []
    var text: [UInt8] = []

    func endText() {
      if !text.isEmpty { keys.append(.text(String(decoding: text, as: UTF8.self))) }
      text = []
    }

    while let byte = reader.peek() {
      let start = reader.position
      switch byte {
      case 0x20..<0x7F:
        text.append(byte)
        reader.position += 1
      case 0x80...:
        guard let length = reader.characterLength() else {
          endText()
          pending = Array(reader.bytes[start...])
          return
        }
        // The controls of ISO 8859-1 are not text.
        if !(byte == 0xC2 && reader.bytes[start + 1] < 0xA0) {
          text += reader.bytes[start..<start + length]
        }
        reader.position += length
      case 0x1B:
        endText()
        switch decodeEscape(&reader) {
        case .incomplete:
          pending = Array(reader.bytes[start...])
          return
        case .key(let key):
          keys.append(key)
        case .pasteBegins:
          pasted = Array(reader.bytes[reader.position...])
          finishPaste(into: &keys, from: 0)
          if pasted != nil { return }
          reader = ByteReader(bytes: pending)
          pending = []
        }
      default:
        endText()
        reader.position += 1
        keys.append(Self.controlKey(byte))
      }
    }
    endText()
  }

  /// Searches the new bytes for the end of the paste; what follows it is pending again.
  private mutating func finishPaste(into keys: inout [Key], from start: Int) {
    guard let bytes = pasted else { return }
    var position = max(start, 0)
    while let escape = bytes[position...].firstIndex(of: 0x1B) {
      if bytes[escape...].starts(with: Self.pasteEnd) {
        keys.append(.paste(String(decoding: bytes[..<escape], as: UTF8.self)))
        pasted = nil
        pending = Array(bytes[(escape + Self.pasteEnd.count)...])
        return
      }
      position = escape + 1
    }
  }

  private enum Escape {
    case incomplete, pasteBegins
    case key(Key)
  }

  private func decodeEscape(_ reader: inout ByteReader) -> Escape {
    reader.position += 1
    guard let byte = reader.next() else { return .incomplete }
    switch byte {
    case 0x5B:
      return decodeCSI(&reader)
    case 0x4F:
      guard let final = reader.next() else { return .incomplete }
      return .key(KeySequence(parameters: [], final: final).key)
    case 0x1B:
      // Esc before a sequence is Alt with that key; two Esc are one.
      guard let following = reader.peek() else { return .incomplete }
      guard following == 0x5B || following == 0x4F else { return .key(.escape) }
      reader.position -= 1
      let inner = decodeEscape(&reader)
      if case .key(let key) = inner { return .key(KeySequence.withMeta(key)) }
      return inner
    case 0x0D, 0x0A:
      return .key(.metaEnter)
    case 0x7F, 0x08:
      return .key(.metaBackspace)
    case 0x20..<0x7F:
      return .key(.meta(Character(Unicode.Scalar(byte))))
    case 0x80...:
      reader.position -= 1
      guard let length = reader.characterLength() else { return .incomplete }
      let bytes = reader.bytes[reader.position..<reader.position + length]
      reader.position += length
      return .key(String(decoding: bytes, as: UTF8.self).first.map(Key.meta) ?? .unknown)
    default:
      return .key(.unknown)
    }
  }

  private func decodeCSI(_ reader: inout ByteReader) -> Escape {
    let start = reader.position
    if reader.peek() == 0x5B {
      // The Linux console sends its function keys like this: ESC [ [ A.
      reader.position += 1
      return reader.next() == nil ? .incomplete : .key(.unknown)
    }
    while let byte = reader.peek() {
      switch byte {
      case 0x20...0x3F where reader.position - start < Self.longestSequence:
        reader.position += 1
      case 0x40...0x7E:
        let parameters = reader.bytes[start..<reader.position]
        reader.position += 1
        if byte == 0x7E, parameters.elementsEqual(Self.pasteStart) { return .pasteBegins }
        return .key(KeySequence(parameters: Array(parameters), final: byte).key)
      default:
        return .key(.unknown)
      }
    }
    return .incomplete
  }

  private static func controlKey(_ byte: UInt8) -> Key {
    switch byte {
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x08, 0x7F: .backspace
    case 0x00: .control(" ")
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: .control(Character(Unicode.Scalar(byte + 0x40)))
    }
  }
}
