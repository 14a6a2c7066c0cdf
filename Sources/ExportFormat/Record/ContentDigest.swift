import CXXHash

/// Hashes of content, all XXH3 (<https://xxhash.com>).
///
/// The digest of a record says what the record itself says, whatever the order of keys, groups and labels. It is
/// the XXH3-64 of these, integers little-endian:
///
/// 1. `id`, `author_name`, `file_name`, `file_type`, `status`, `upload_date`, `rebound`: each its length in 32 bits
///    (all ones for null), then its bytes;
/// 2. `rebound_project`: one byte, 1 or, for null, 0; then 64 bits;
/// 3. the sum, modulo 2^64, of its groups' hashes: XXH3-64 of the uid and of a sum in 64 bits, that of the XXH3-64 of
///    each attribute id in 64 bits and of the group's unknown fields, hashed as under 4;
/// 4. the sum of its unknown fields' hashes: XXH3-64 of the key in quotes, a colon and the minified value.
///
/// A `rebound` of "" and a `rebound_project` of 0 or of the export's own project are null here.
/// `related_duplicates`, `update_date` and `validator_name` are not in it, nor are names and payloads of labels.
struct ContentDigest: ~Copyable {
  private var scratch = Vector<UInt8>(capacity: 1024)

  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 { XXH3_64bits(bytes.baseAddress, bytes.count) }

  static func hash(attributeID: Int64) -> UInt64 {
    withUnsafeBytes(of: attributeID.littleEndian) { XXH3_64bits($0.baseAddress, $0.count) }
  }

  mutating func group(uid: ByteSlice, labels: UInt64) -> UInt64 {
    scratch.truncate(to: 0)
    append(uid.bytes)
    append(labels)
    return XXH3_64bits(scratch.base, scratch.count)
  }

  mutating func record(_ record: Record, groups: UInt64, extra: UInt64) -> UInt64 {
    scratch.truncate(to: 0)
    append(record.id)
    append(record.authorName)
    append(record.fileName)
    append(record.fileType)
    append(record.status)
    append(record.uploadDate)
    append(record.rebound)
    scratch.append(record.hasReboundProject ? 1 : 0)
    append(UInt64(bitPattern: record.reboundProject))
    append(groups)
    append(extra)
    return XXH3_64bits(scratch.base, scratch.count)
  }

  @inline(__always)
  private mutating func append(_ slice: ByteSlice) {
    let length = slice.isNull ? UInt32.max : UInt32(truncatingIfNeeded: slice.count)
    withUnsafeBytes(of: length.littleEndian) { append($0.assumingMemoryBound(to: UInt8.self)) }
    append(slice.bytes)
  }

  @inline(__always)
  private mutating func append(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { append($0.assumingMemoryBound(to: UInt8.self)) }
  }

  @inline(__always)
  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    scratch.append(contentsOf: bytes)
  }
}

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
