import CPCRE2

/// A regular expression, as PCRE2 reads it: <https://www.pcre.org/current/doc/html/pcre2pattern.html>.
///
/// Classes such as `\w` and the option `(?i)` are Unicode's. A text that takes too many steps is given up, with an error.
///
/// It is used by one thread at a time.
package final class RegularExpression {
  private let code: OpaquePointer
  private let results: OpaquePointer
  private let context: OpaquePointer
  private var stack: OpaquePointer?
  private var uses = 0

  /// How often a text may be tried at one place or another. A sensible pattern needs a few steps for each character.
  private static let stepLimit: UInt32 = 5_000_000
  /// What the interpreter may use, in KiB.
  private static let memoryLimit: UInt32 = 256 * 1024

  /// Compiles a pattern.
  ///
  /// - Parameter pattern: UTF-8.
  /// - Throws: where the pattern is wrong.
  package init(_ pattern: UnsafeBufferPointer<UInt8>) throws(RegularExpressionFault) {
    var number: CInt = 0
    var offset = 0
    let options = PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C
    let compiled = Self.withStart(of: pattern) {
      pcre2_compile_8($0, pattern.count, options, &number, &offset, nil)
    }
    guard let compiled else {
      let before = String(decoding: pattern.prefix(offset), as: UTF8.self)
      throw RegularExpressionFault(
        compiling: number, at: before.unicodeScalars.count + 1, isEnd: offset >= pattern.count)
    }
    guard let results = pcre2_match_data_create_8(1, nil), let context = pcre2_match_context_create_8(nil) else {
      pcre2_code_free_8(compiled)
      throw .tooLarge
    }
    pcre2_set_match_limit_8(context, Self.stepLimit)
    pcre2_set_heap_limit_8(context, Self.memoryLimit)
    (code, self.results, self.context) = (compiled, results, context)
  }

  deinit {
    pcre2_match_context_free_8(context)
    pcre2_match_data_free_8(results)
    if let stack { pcre2_jit_stack_free_8(stack) }
    pcre2_code_free_8(code)
  }

  /// Whether a text has a part that fits.
  ///
  /// - Parameter text: UTF-8; what is not counts as U+FFFD.
  /// - Throws: where that can't be found out within the limits.
  package func matches(_ text: UnsafeBufferPointer<UInt8>) throws(RegularExpressionFault) -> Bool {
    uses += 1
    // Making machine code takes longer than matching a text: it is for patterns that are used again.
    if uses == 2 { makeMachineCode() }
    var result = match(text, options: 0)
    if (PCRE2_ERROR_UTF8_ERR21...PCRE2_ERROR_UTF8_ERR1).contains(result) {
      let repaired = Array(String(decoding: text, as: UTF8.self).utf8)
      return try repaired.withUnsafeBufferPointer { repaired throws(RegularExpressionFault) in try matches(repaired) }
    }
    if result == PCRE2_ERROR_JIT_STACKLIMIT { result = match(text, options: PCRE2_NO_JIT) }
    switch result {
    case 0...: return true
    case PCRE2_ERROR_NOMATCH: return false
    case PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_NOMEMORY, PCRE2_ERROR_DEPTHLIMIT: throw .tooMuchMemory
    default: throw .tooManySteps
    }
  }

  private func match(_ text: UnsafeBufferPointer<UInt8>, options: UInt32) -> Int32 {
    Self.withStart(of: text) { pcre2_match_8(code, $0, text.count, 0, options, results, context) }
  }

  /// If it can't be done here, the pattern is interpreted.
  private func makeMachineCode() {
    guard pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) == 0 else { return }
    stack = pcre2_jit_stack_create_8(32 * 1024, 4 * 1024 * 1024, nil)
    if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
  }

  /// Lends where a text starts, which can't be null, not even for an empty one.
  private static func withStart<Value>(
    of text: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<UInt8>) -> Value
  ) -> Value {
    guard let start = text.baseAddress else {
      var nothing: UInt8 = 0
      return body(&nothing)
    }
    return body(start)
  }
}
