extension ComparisonSummary {
  /// The one line that sums up, such as
  /// `spring (2025-03-31) → summer (2025-06-30): 1,890 → 2,104 files: +231 −17 ~402 (status 210, labels 160, key 12)`.
  var line: String {
    let size = "\(Self.grouped(files.old)) → \(Self.grouped(files.new)) files"
    let head = "\(old.words) → \(new.words): \(size)\(partial ? " (partial)" : ""): "
    return head + (hasChanges ? changeWords : "no changes" + noiseNote) + warningWords
  }

  private var changeWords: String {
    var counted = ["+\(Self.grouped(files.added))"]
    if !partial { counted.append("−\(Self.grouped(files.removed))") }
    counted.append("~\(Self.grouped(files.changed))")
    var words = counted.joined(separator: " ")
    let topics = counts.filter { ChangeTopic.ofChangedFiles.contains($0.topic) }
    if !topics.isEmpty {
      words += " (" + topics.map { "\($0.topic.words) \(Self.grouped($0.count))" }.joined(separator: ", ") + ")"
    }
    for topic in ChangeTopic.reportedOnce where count(topic) > 0 {
      words += "; " + topic.phrase(count(topic), Self.grouped(count(topic)))
    }
    return words
  }

  private var noiseNote: String {
    files.touched == 0 ? "" : " but noise (\(Self.grouped(files.touched)) \(files.touched == 1 ? "file" : "files"))"
  }

  /// A number with commas between thousands.
  public static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
