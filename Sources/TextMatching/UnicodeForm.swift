import CUTF8Proc

/// Forms of Unicode text, as utf8proc makes them: <https://juliastrings.github.io/utf8proc/doc/>.
enum UnicodeForm {
  /// The canonical composed form, NFC.
  static let composed = UTF8PROC_COMPOSE.rawValue | UTF8PROC_STABLE.rawValue
  /// The canonical decomposed form, NFD.
  static let decomposed = UTF8PROC_DECOMPOSE.rawValue | UTF8PROC_STABLE.rawValue
  /// All characters in their full case folding, then composed.
  static let folded = composed | UTF8PROC_CASEFOLD.rawValue

  /// Brings text into a form.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - form: one of those above.
  /// - Returns: its characters; nil where the bytes are not UTF-8.
  static func characters(of bytes: UnsafeBufferPointer<UInt8>, in form: UInt32) -> [Int32]? {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return [] }
    let options = utf8proc_option_t(rawValue: form)
    let count = utf8proc_decompose(start, bytes.count, nil, 0, options)
    guard count >= 0 else { return nil }
    return [Int32](unsafeUninitializedCapacity: count) { buffer, used in
      _ = utf8proc_decompose(start, bytes.count, buffer.baseAddress, count, options)
      used = max(0, utf8proc_normalize_utf32(buffer.baseAddress, count, options))
    }
  }

  /// A single character in a form.
  static func characters(of character: UInt32, in form: UInt32) -> [Int32] {
    let options = utf8proc_option_t(rawValue: form)
    // No character becomes more than 18 others: https://unicode.org/faq/normalization.html#12
    return [Int32](unsafeUninitializedCapacity: 32) { buffer, used in
      var boundary: Int32 = 0
      let count = utf8proc_decompose_char(
        Int32(truncatingIfNeeded: character), buffer.baseAddress, buffer.count, options, &boundary)
      used = max(0, utf8proc_normalize_utf32(buffer.baseAddress, min(count, buffer.count), options))
    }
  }

  /// Whether a character stays as it is in every form, whatever stands beside it.
  ///
  /// It is false for some of which that would be true.
  static func isPlain(_ character: UInt32) -> Bool {
    // In these ranges, a character that joins the one before it is a combining mark.
    switch character {
    case 0x2000..<0xD7A4, 0x1F000..<0x1FB00, 0x20000..<0x30000: break
    default: return false
    }
    guard let property = utf8proc_get_property(Int32(truncatingIfNeeded: character)) else { return false }
    return property.pointee.combining_class == 0 && property.pointee.decomp_seqindex == .max
      && property.pointee.casefold_seqindex == .max
  }

  /// Whether a character joins those before it: a combining mark.
  static func isCombining(_ character: UInt32) -> Bool {
    utf8proc_get_property(Int32(truncatingIfNeeded: character))?.pointee.combining_class != 0
  }
}
