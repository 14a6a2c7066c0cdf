/// Makes the synthesized `==` of a structure compare a text by its bytes.
///
/// Swift's own `==` takes composed and decomposed Unicode as equal. The wrapper is encoded as the text that it wraps.
///
/// ```swift
/// struct Person: Equatable { @ComparedAsBytes var name: String }
/// Person(name: "caf\u{E9}") == Person(name: "cafe\u{301}")  // false
/// ```
@propertyWrapper
public struct ComparedAsBytes<Text: BytewiseText>: Hashable, Sendable {
  /// The text.
  public var wrappedValue: Text

  /// Wraps a text.
  public init(wrappedValue: Text) { self.wrappedValue = wrappedValue }

  /// Whether two texts have the same bytes, or both are missing.
  public static func == (left: Self, right: Self) -> Bool { left.wrappedValue.bytes == right.wrappedValue.bytes }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue.bytes) }
}

/// A text, or a text that may be missing.
public protocol BytewiseText: Codable, Sendable {
  /// The text as a key; nil if it is missing.
  var bytes: ByteString? { get }
}

extension String: BytewiseText {
  /// The text as a key.
  public var bytes: ByteString? { ByteString(self) }
}

extension Optional: BytewiseText where Wrapped == String {
  /// The text as a key; nil if it is missing.
  public var bytes: ByteString? { map(ByteString.init) }
}

extension ComparedAsBytes: Codable {
  /// Reads the text.
  public init(from decoder: any Decoder) throws {
    wrappedValue = try decoder.singleValueContainer().decode(Text.self)
  }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue)
  }
}

// A missing text is not encoded, as it would be without the wrapper.

extension KeyedDecodingContainer {
  /// Reads a text that may be missing.
  public func decode(_ type: ComparedAsBytes<String?>.Type, forKey key: Key) throws -> ComparedAsBytes<String?> {
    ComparedAsBytes(wrappedValue: try decodeIfPresent(String.self, forKey: key))
  }
}

extension KeyedEncodingContainer {
  /// Writes a text that may be missing.
  public mutating func encode(_ value: ComparedAsBytes<String?>, forKey key: Key) throws {
    try encodeIfPresent(value.wrappedValue, forKey: key)
  }
}
