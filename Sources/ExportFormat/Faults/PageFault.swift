/// Why the pages of an import are not the whole of one list, each once and in its order.
public enum PageFault: Equatable, Sendable {
  /// Pages that nobody gave; `list` is a file of the same list.
  case missing(ClosedRange<Int>, of: Int, list: String)
  /// A page that was given twice.
  case repeated(page: Int, source: String, first: String)
  /// A page that comes after one of a higher number.
  case outOfOrder(page: Int, source: String, after: Int)
  /// A page of another list: its number of pages, or of records in a page, is not that of the others.
  case otherList(EnvelopeField, Int, source: String, expected: Int, first: String)
  /// A page that has more records than a page of its list, or fewer without being the last.
  case recordCount(page: Int, source: String, count: Int, expected: Int)
  /// A page behind the last that has records.
  case beyond(page: Int, of: Int, source: String)
  /// A file that says no page number, beside one that does.
  case unnumbered(source: String, numbered: String)
  /// A page of several that does not say which.
  case anonymous(source: String, of: Int)
}

/// The import was stopped because of its pages.
public struct PageError: Error, Equatable, Sendable {
  /// What is wrong, in the order in which it was met.
  public let faults: [PageFault]
}
