import ByteText
import Catalogs

/// Which columns are drawn, and how; numbers are those of the columns.
struct ChartPlan: Equatable {
  var type: ChartType
  /// The column of the labels; nil where the amounts of a single row are labelled by their columns.
  var x: Int?
  /// The columns of the amounts; the one column of a histogram.
  var y: [Int]
  /// The column that divides the amounts.
  var series: Int?

  /// The columns that are drawn.
  var columns: [Int] { (x.map { [$0] } ?? []) + y + (series.map { [$0] } ?? []) }
}

/// The columns that a request names, found among those of a result.
struct NamedColumns {
  var x: Int?
  var y: [Int]
  var series: Int?

  /// - Parameter names: of the result's columns.
  init(_ request: ChartRequest, among names: [String]) throws(ChartFault) {
    y = []
    if let name = request.x {
      x = try Self.find(name, among: names, or: request.mayBeType ? ChartType.allCases.map(\.rawValue) : [])
    }
    for name in request.y { y.append(try Self.find(name, among: names)) }
    if let name = request.series { series = try Self.find(name, among: names) }
  }

  /// All that are named.
  var all: [Int] { (x.map { [$0] } ?? []) + y + (series.map { [$0] } ?? []) }

  private static func find(_ name: String, among names: [String], or others: [String] = []) throws(ChartFault) -> Int {
    var found = names.indices.filter { names[$0].utf8.elementsEqual(name.utf8) }
    if found.isEmpty { found = names.indices.filter { names[$0].lowercased() == name.lowercased() } }
    guard let first = found.first else {
      throw ChartFault(.noColumn(name, nearest: NearestNames.find(name, among: names + others)))
    }
    guard found.count == 1 else { throw ChartFault(.severalColumns(name)) }
    return first
  }
}
