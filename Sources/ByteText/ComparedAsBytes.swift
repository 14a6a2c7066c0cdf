/// A text that makes the structure it stands in equal to another one only where the bytes are the same.
///
/// Swift's own `==` takes composed and decomposed Unicode for one, and a synthesized `==` with it. It reads, writes and
/// encodes as the text that it wraps.
///
/// ```swift
/// struct Person: Equatable { @ComparedAsBytes var name: String }
/// Person(name: "caf\u{E9}") == Person(name: "cafe\u{301}")  // false
/// ```
@propertyWrapper
public struct ComparedAsBytes<Text: BytewiseText>: Hashable, Sendable {
  public var wrappedValue: Text

  public init(wrappedValue: Text) { self.wrappedValue = wrappedValue }

  public static func == (left: Self, right: Self) -> Bool { left.wrappedValue.bytes == right.wrappedValue.bytes }

  public func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue.bytes) }
}

/// A text, or a text that can be missing.
public protocol BytewiseText: Codable, Sendable {
  /// The text as a key; nil where it is missing.
  var bytes: ByteString? { get }
}

extension String: BytewiseText {
  public var bytes: ByteString? { ByteString(self) }
}

extension Optional: BytewiseText where Wrapped == String {
  public var bytes: ByteString? { map(ByteString.init) }
}

extension ComparedAsBytes: Codable {
  public init(from decoder: any Decoder) throws {
    wrappedValue = try decoder.singleValueContainer().decode(Text.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue)
  }
}

// A missing text has no member, as without the wrapper.

extension KeyedDecodingContainer {
  /// Reads a text that can be missing.
  public func decode(_ type: ComparedAsBytes<String?>.Type, forKey key: Key) throws -> ComparedAsBytes<String?> {
    ComparedAsBytes(wrappedValue: try decodeIfPresent(String.self, forKey: key))
  }
}

extension KeyedEncodingContainer {
  /// Writes a text that can be missing.
  public mutating func encode(_ value: ComparedAsBytes<String?>, forKey key: Key) throws {
    try encodeIfPresent(value.wrappedValue, forKey: key)
  }
}
