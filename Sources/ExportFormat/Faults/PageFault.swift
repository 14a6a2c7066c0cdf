/// Why the pages of an import are not all pages of one list, each once and in order.
public enum PageFault: Equatable, Sendable {
  /// Pages that were not given; `list` is a file of the same list.
  case missing(ClosedRange<Int>, of: Int, list: String)
  /// A page that was given twice.
  case repeated(page: Int, source: String, first: String)
  /// A page that comes after one of a higher number.
  case outOfOrder(page: Int, source: String, after: Int)
  /// A page of another list: its number of pages, or of records in a page, is not that of the others.
  case otherList(EnvelopeField, Int, source: String, expected: Int, first: String)
  /// A page that has more records than a page of its list, or fewer without being the last.
  case recordCount(page: Int, source: String, count: Int, expected: Int)
  /// A page after the last that has records.
  case beyond(page: Int, of: Int, source: String)
  /// A file without a page number, besides one that has it.
  case unnumbered(source: String, numbered: String)
  /// A page of several without its number.
  case anonymous(source: String, of: Int)
}

/// The import was stopped because of its pages.
public struct PageError: Error, Equatable, Sendable {
  /// What is wrong, in the order in which it was found.
  public let faults: [PageFault]
}
