import ControlText
import Output

/// Where one result goes: the screen, the pager, a file or a command.
final class ResultDestination {
  let writer: ByteWriter
  let options: FormatOptions
  /// Whether a person sees it at once.
  let isScreen: Bool
  /// How many rows are shown.
  let rowLimit: Int
  private let pager: Pager?
  /// The file or the command that it is, where it is one.
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
    // The footer of a result says it otherwise.
    if options.hint != nil { options.hint = isCut ? nil : .mode }
    self.options = options
    // The box's four or five lines, the footer and the prompt share the window with the rows.
    rowLimit = isCut ? presenter.rowLimit ?? max(4, min(40, presenter.windowRows() - 7)) : .max
    if presenter.isInteractive, presenter.usesPager, !isCut, let pagers = presenter.pagers, !pagers.commands.isEmpty {
      let pager = Pager(pagers, rows: presenter.windowRows() - 2, columns: options.width ?? .max) {
        [unowned presenter] in presenter.note($0)
      }
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
  /// Asks to be called before a pager comes on the screen.
  func beforePager(_ body: @escaping () -> Void) { pager?.beforeShown = body }
  /// Whether a pager has the screen now.
  var isCovered: Bool { pager?.isShown ?? false }
  /// Whether who was shown it has gone: the pager was left, or nobody reads the pipe any more.
  var isLeft: Bool { pager?.isLeft ?? redirect?.isLeft ?? false }

  func finish() {
    writer.flush()
    pager?.finish()
  }
}
