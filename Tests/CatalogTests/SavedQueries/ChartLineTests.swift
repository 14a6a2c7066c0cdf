import Testing

@testable import Catalogs

/// The line `chart:` of a saved query's header.
@Suite struct ChartLineTests {
  private func chart(_ line: String) throws -> Result<ChartRequest, ChartFault> {
    let query = SavedQuery(name: "q", text: "-- Title\n-- What it is.\n-- \(line)\n-- :a = 1   A value\nSELECT 1")
    #expect(query.description == "What it is." && query.parameters.count == 1)
    return try #require(query.chart)
  }

  @Test(
    arguments: [
      ("chart: bar name uses by status", ChartRequest(type: .bar, x: "name", y: ["uses"], series: "status")),
      (
        "chart: stacked day images videos other",
        ChartRequest(type: .stacked, x: "day", y: ["images", "videos", "other"])
      ),
      ("chart:histogram days", ChartRequest(type: .histogram, x: "days")),
      (
        "chart: LINE \"a day\" \"by\" BY \"my type\"",
        ChartRequest(type: .line, x: "a day", y: ["by"], series: "my type")
      ),
      ("chart: bar", ChartRequest(type: .bar)),
    ] as [(String, ChartRequest)]) func namesWhatIsDrawn(line: String, request: ChartRequest) throws
  {
    #expect(try chart(line).get() == request)
  }

  @Test(arguments: [
    ("chart: bra name uses", "the query's chart line: there is no chart bra; did you mean bar?"),
    ("chart:", "the query's chart line: there is no chart ; there are bar, stacked, line and histogram"),
    (
      "chart: pie name uses",
      "the query's chart line: there is no chart pie; there are bar, stacked, line and histogram"
    ),
    ("chart: bar name uses by", "the query's chart line: by takes one column, found none"),
    ("chart: bar name uses by a b", "the query's chart line: by takes one column, found a b"),
    ("chart: histogram a b", "the query's chart line: a histogram is of one column"),
    ("chart: stacked x a b by c", "the query's chart line: by divides one amount, and there are several"),
  ]) func aFaultIsNamed(line: String, text: String) throws {
    let result = try chart(line)
    guard case .failure(let fault) = result else {
      Issue.record("\(result)")
      return
    }
    #expect("\(fault)" == text)
  }

  @Test func aQueryNeedsNone() {
    #expect(SavedQuery(name: "q", text: "-- Charts\n-- A chart: see below\nSELECT 1").chart == nil)
  }

  @Test(arguments: SavedQueryHeaderTests.queries.filter { $0.chart != nil }.map(\.name))
  func theBuiltInLinesAreWhole(name: String) throws {
    let request = try #require(try SavedQueries().query(name).chart).get()
    #expect(request.type != nil && request.x != nil && (request.type == .histogram || !request.y.isEmpty))
  }
}
