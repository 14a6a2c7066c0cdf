import ControlText
import Output

/// Where one result goes: the screen, the pager, or a file.
final class ResultDestination {
  let writer: ByteWriter
  let options: FormatOptions
  /// Whether a person sees it at once.
  let isScreen: Bool
  /// How many rows are shown.
  let rowLimit: Int
  private let pager: Pager?
  /// The file that it is, where it is one.
  let redirect: Redirect?

  /// - Parameter showsAll: whether all rows are wanted, through the pager if need be.
  init(of presenter: Presenter, showsAll: Bool = false) {
    if let redirect = presenter.redirect {
      self.redirect = redirect
      writer = redirect.writer
      options = FormatOptions()
      isScreen = false
      rowLimit = .max
      pager = nil
      return
    }
    redirect = nil
    isScreen = true
    var options = presenter.formatOptions()
    let isCut = presenter.isInteractive && !showsAll && presenter.format.name == "table"
    // The box's four lines, the footer and the prompt share the window with the rows.
    if isCut, presenter.rowLimit == nil { options.lineLimit = presenter.windowRows() - 2 }
    self.options = options
    rowLimit = isCut ? presenter.rowLimit ?? max(10, min(40, presenter.windowRows() - 7)) : .max
    if presenter.isInteractive, presenter.usesPager, !isCut, let command = presenter.pagerCommand {
      let pager = Pager(command: command, rows: presenter.windowRows() - 2)
      self.pager = pager
      presenter.output.flush()
      writer = ByteWriter(filter: .drawing) { pager.write($0) }
    } else {
      pager = nil
      writer = presenter.output
    }
  }

  /// Whether a pager shows it.
  var isPaged: Bool { pager != nil }

  func finish() {
    writer.flush()
    pager?.finish()
  }
}
