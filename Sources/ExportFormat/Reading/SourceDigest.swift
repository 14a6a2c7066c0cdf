import CXXHash

/// The XXH3-128 of the bytes of an export as they are read.
struct SourceDigest: ~Copyable {
  // libxxhash gives and takes the state; it is freed by deinit.
  private let state: OpaquePointer?

  init() {
    state = XXH3_createState()
    XXH3_128bits_reset(state)
  }

  deinit { XXH3_freeState(state) }

  func update(_ bytes: UnsafeRawBufferPointer) { XXH3_128bits_update(state, bytes.baseAddress, bytes.count) }

  /// 32 hex digits.
  var text: String {
    let value = XXH3_128bits_digest(state)
    func hex(_ word: UInt64) -> String {
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    return hex(value.high64) + hex(value.low64)
  }
}
