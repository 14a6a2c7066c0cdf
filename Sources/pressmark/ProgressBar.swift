import Catalogs
import ExportInput
import Output

/// Shows on a terminal how far an import is; says nothing elsewhere.
final class ProgressBar {
  private let total: Int?
  /// How much of the total is read, in bytes as they are on disk.
  private let consumed: InputProgress
  /// Shows how far bringing an older catalog up to date is.
  private let upgrade = ProgressLine(on: Narration.terminal)
  private let path: String
  private let isWanted = TerminalTraits.isTerminal(2) && TerminalTraits.erasesLines
  private var isShown = false
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?

  /// - Parameters:
  ///   - inputs: what is being imported.
  ///   - path: the catalog's.
  init(_ inputs: Inputs, into path: String) {
    self.path = path
    total = inputs.byteCount
    consumed = inputs.progress
  }

  /// Draws the bar anew, ten times a second at most.
  func show(_ progress: ImportProgress) {
    guard isWanted else { return }
    switch progress {
    case .upgrading(let step): upgrade.show(step, of: path)
    case .storing(let bytes):
      let now = ContinuousClock.now
      if let last, now - last <= .milliseconds(100) { return }
      last = now
      draw("\(bar())\(ImportReport.megabytes(bytes)) MB, \(rate(bytes)) MB/s")
    case .analysing: draw("all records stored; making statistics …")
    case .committing: draw("all records stored; writing to disk …")
    }
  }

  /// Takes the bar off the screen.
  func clear() {
    upgrade.clear()
    guard isShown else { return }
    isShown = false
    Narration.draw("\r\u{1B}[K")
  }

  private func draw(_ text: String) {
    isShown = true
    Narration.draw("\r\u{1B}[K\(text)")
  }

  private func bar() -> String {
    guard let total, total > 0 else { return "" }
    let share = min(1, Double(consumed.byteCount) / Double(total))
    let width = 30
    let full = Int(share * Double(width))
    return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: width - full)
      + "] \(Int(share * 100))%  "
  }

  private func rate(_ bytes: Int) -> String {
    ImportReport.megabytes(Int(Double(bytes) / max(0.001, (ContinuousClock.now - start) / .seconds(1))))
  }
}
