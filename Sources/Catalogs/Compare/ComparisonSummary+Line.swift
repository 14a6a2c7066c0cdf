import ControlText

extension ComparisonSummary {
  /// The one line that sums up, such as
  /// `spring (2025-03-31) → summer (2025-06-30): 1,890 → 2,104 files: +231 −17 ~402 (status 210, labels 160, key 12)`.
  var line: String {
    let size = "\(grouped: files.old) → \(grouped: files.new) files"
    let head = "\(old.words) → \(new.words): \(size)\(partial ? " (partial)" : ""): "
    return head + (hasChanges ? changeWords : "no changes" + noiseNote) + warningWords
  }

  private var changeWords: String {
    var counted = ["+\(grouped: files.added)"]
    if !partial { counted.append("−\(grouped: files.removed)") }
    counted.append("~\(grouped: files.changed)")
    var words = counted.joined(separator: " ")
    let topics = counts.filter { ChangeTopic.ofChangedFiles.contains($0.topic) }
    if !topics.isEmpty {
      words += " (" + topics.map { "\($0.topic.words) \(grouped: $0.count)" }.joined(separator: ", ") + ")"
    }
    for topic in ChangeTopic.reportedOnce where count(topic) > 0 {
      words += "; " + topic.phrase(count(topic))
    }
    return words
  }

  private var noiseNote: String {
    files.touched == 0 ? "" : " but noise (\(grouped: files.touched) \(files.touched == 1 ? "file" : "files"))"
  }
}
