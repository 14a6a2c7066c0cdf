import CXXHash

/// Hashes of content, all XXH3 (<https://xxhash.com>).
///
/// The digest of a record covers what the record itself says; the order of keys, groups and labels does not matter. It is
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
///
/// A field with ``FieldDeclaration/DigestPart/member`` adds to 4 as if it were not known; one that is absent adds nothing.
struct ContentDigest: ~Copyable {
  private var scratch = Vector<UInt8>(capacity: 1024)
  /// The raw values of the fields under 1; freed by `deinit`.
  private let listed: UnsafeMutableBufferPointer<Int>
  /// The fields that add to 4.
  private let members = RecordField.allCases.filter { $0.declaration.digest == .member }
  private let hasMembers: Bool

  init() {
    let fields = RecordField.allCases.filter { $0.declaration.digest == .listed }
    listed = .allocate(capacity: fields.count)
    _ = listed.initialize(fromContentsOf: fields.map(\.rawValue))
    hasMembers = !members.isEmpty
  }

  deinit { listed.deallocate() }

  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 { XXH3_64bits(bytes.baseAddress, bytes.count) }

  static func hash(attributeID: Int64) -> UInt64 {
    withUnsafeBytes(of: attributeID.littleEndian) { XXH3_64bits($0.baseAddress, $0.count) }
  }

  mutating func group(uid: ByteSlice, labels: UInt64) -> UInt64 {
    scratch.truncate(to: 0)
    append(text: uid)
    append(labels)
    return XXH3_64bits(scratch.base, scratch.count)
  }

  /// - Parameters:
  ///   - groups: the sum under 3.
  ///   - extra: the sum under 4, of the fields that are not known.
  ///   - nulls: a bit for each later field that is null rather than absent.
  mutating func record(_ record: Record, groups: UInt64, extra: UInt64, nulls: UInt32) -> UInt64 {
    let extra = hasMembers ? extra &+ memberSum(record, nulls: nulls) : extra
    scratch.truncate(to: 0)
    for field in listed { append(record.text(field)) }
    scratch.append(record.hasReboundProject ? 1 : 0)
    append(UInt64(bitPattern: record.reboundProject))
    append(groups)
    append(extra)
    return XXH3_64bits(scratch.base, scratch.count)
  }

  private func memberSum(_ record: Record, nulls: UInt32) -> UInt64 {
    var sum: UInt64 = 0
    for field in members {
      let text = record[field]
      guard !text.isNull || nulls & (1 << UInt32(field.rawValue)) != 0 else { continue }
      var bytes: [UInt8] = []
      JSONText.quote(field.name.utf8, into: &bytes)
      bytes.append(0x3A)
      if text.isNull { bytes += "null".utf8 } else { JSONText.quote(text.bytes, into: &bytes) }
      sum &+= bytes.withUnsafeBufferPointer { Self.hash($0) }
    }
    return sum
  }

  @inline(__always)
  private mutating func append(_ slice: ByteSlice) {
    let length = slice.isNull ? UInt32.max : UInt32(truncatingIfNeeded: slice.count)
    withUnsafeBytes(of: length.littleEndian) { append($0.assumingMemoryBound(to: UInt8.self)) }
    append(text: slice)
  }

  /// The bytes of a slice, which are in the input or in the arena of a batch, both padded.
  @inline(__always)
  private mutating func append(text slice: ByteSlice) {
    if let start = slice.start { scratch.append(padded: start, count: slice.count) }
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
