/// What is drawn, in the order in which it is drawn.
enum Chart {
  /// What stands for a label and a series.
  enum Amount: Equatable {
    case number(Double)
    /// The data has NULL alone.
    case null
    /// The data has nothing.
    case absent

    var number: Double? { if case .number(let number) = self { number } else { nil } }
  }

  /// Labels, and the amounts of each by series.
  struct Bars {
    var labels: [String]
    var series: [String]
    var amounts: [[Amount]]
    /// Whether the amounts of a label are parts of one bar.
    var isStacked: Bool
  }

  /// Amounts along an axis.
  struct Line {
    /// A place on the axis and the amounts there, by series.
    struct Point {
      var place: Int
      var label: String
      var amounts: [Double?]
    }

    var points: [Point]
    var series: [String]
    /// What a place is, such as a day.
    var unit: (one: String, many: String)
    /// The label of a place.
    var label: (Int) -> String
    /// Whether amounts that share a column of the drawing are averaged, because they can't be added up.
    var isAveraged: Bool
  }

  case bars(Bars)
  case line(Line)
  case histogram([Double], name: String)
}
