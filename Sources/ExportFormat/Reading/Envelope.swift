/// A number that the envelope of a page has besides its records.
public enum EnvelopeField: Int, CaseIterable, Sendable, BitwiseCopyable {
  /// The page's number, from 1.
  case page
  /// The most records of a page.
  case perPage
  /// How many pages the list has.
  case totalPages

  /// The number's key.
  public var name: String {
    switch self {
    case .page: "page"
    case .perPage: "per_page"
    case .totalPages: "total_pages"
    }
  }

  init?(_ key: [UInt8]) {
    guard let field = Self.allCases.first(where: { $0.name.utf8.elementsEqual(key) }) else { return nil }
    self = field
  }

  /// The smallest valid number: an empty list has no pages.
  var minimum: Int64 { self == .totalPages ? 0 : 1 }
}

/// The numbers of an envelope; nil where it lacks them.
struct Envelope: Equatable {
  var page: Int?
  var perPage: Int?
  var totalPages: Int?

  subscript(field: EnvelopeField) -> Int? {
    get {
      switch field {
      case .page: page
      case .perPage: perPage
      case .totalPages: totalPages
      }
    }
    set {
      switch field {
      case .page: page = newValue
      case .perPage: perPage = newValue
      case .totalPages: totalPages = newValue
      }
    }
  }
}

/// What was read of the current envelope. It is no part of the ``DocumentFrame``, which is copied for every record.
final class EnvelopeParts {
  var keys: Set<[UInt8]> = []
  var numbers = Envelope()
}
