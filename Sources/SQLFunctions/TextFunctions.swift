import TextMatching

/// The functions that look for text as people write it.
enum TextFunctions {
  /// `fold(text)`
  static let fold: @Sendable (SQLCall) -> Void = { call in
    guard let text = call.text(0) else { return call.giveNull() }
    call.give(FoldedText.fold(text))
  }

  /// `regexp(pattern, text)`, which `text REGEXP pattern` calls.
  static let regexp: @Sendable (SQLCall) -> Void = { call in
    guard let patternText = call.text(0), let text = call.text(1) else { return call.giveNull() }
    do throws(RegularExpressionFault) {
      let kept = call.kept(RegularExpression.self, for: 0)
      let pattern = if let kept { kept } else { try RegularExpression(patternText) }
      call.give(try pattern.matches(text))
      if kept == nil { call.keep(pattern, for: 0) }
    } catch {
      call.fail("regexp: \(error)")
    }
  }

  /// `like(pattern, text [, escape])`, which `text LIKE pattern ESCAPE escape` calls.
  static let like: @Sendable (SQLCall) -> Void = { call in
    // SQLite recommends this to those who build it, and Debian does it. See <https://sqlite.org/compile.html>.
    if call.isBlob(0) || call.isBlob(1) { return call.give(false) }
    var escape: Unicode.Scalar?
    if call.count == 3 {
      guard let text = call.text(2) else { return call.giveNull() }
      let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
      guard scalars.count == 1, let scalar = scalars.first else {
        return call.fail("LIKE: the text after ESCAPE must be one character")
      }
      escape = scalar
    }
    guard let patternText = call.text(0), let text = call.text(1) else { return call.giveNull() }
    if let kept = call.kept(LikePattern.self, for: 0), kept.escape == escape { return call.give(kept.matches(text)) }
    guard patternText.count <= call.patternLimit else {
      return call.fail("LIKE: the pattern has \(patternText.count) bytes, \(call.patternLimit) are the most")
    }
    let pattern = LikePattern(patternText, escape: escape)
    call.give(pattern.matches(text))
    call.keep(pattern, for: 0)
  }
}
