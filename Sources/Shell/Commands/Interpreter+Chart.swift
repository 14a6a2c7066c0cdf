import Catalogs
import Output

// Charts of the last result.
extension Interpreter {
  /// `.chart [bar|stacked|line|histogram] X Y… [by SERIES]`; alone: as the query's header says, else what suits.
  func chart(_ input: DotCommand.Input) throws {
    let request = try ChartRequest(input.words.map { .init(text: $0.text, isQuoted: $0.isQuoted) })
    try presenter.showLast(as: .chart, chart: request.isEmpty ? nil : request)
  }

  static let chartUsage = "[bar|stacked|line|histogram] [X Y…] [by SERIES]"

  static let chartDetails = """
    Alone it draws what the header of the saved query names, else one column of
    labels and one of amounts: never ids, running totals or sums of other columns.
    X names the labels, Y the amounts, SERIES what divides them; a name with blanks
    goes in quotes.

    bar: a bar for each label; several Y stand below each other.
    stacked: a bar for each label, of several Y or of the parts by SERIES.
    line: along years, months, days, times or numbers, in order, with gaps.
    histogram: how often the numbers of X fall into which range.

      .run files-by-status
      .chart stacked file_type files by status

    Six series are drawn, the smaller ones go together as "other". A saved query's
    header names its chart in a line such as
    "-- chart: stacked day images videos other".
    """
}
