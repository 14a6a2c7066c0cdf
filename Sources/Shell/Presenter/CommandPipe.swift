import Interruption
import Output

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A command that results are piped into. It starts with the first piece, and is waited for at the end.
final class CommandPipe {
  /// The command as people see it: `|wc -l`.
  let name: String
  private let command: String
  private let beforeStart: () -> Void
  private let afterCtrlC: () -> Void
  private var program: ChildProgram?

  /// - Parameters:
  ///   - command: words for the system's shell.
  ///   - beforeStart: passes on all that was written before, because the command can write to the same places.
  ///   - afterCtrlC: leaves the line where the terminal shows `^C`.
  init(_ command: String, beforeStart: @escaping () -> Void, afterCtrlC: @escaping () -> Void) {
    self.command = command
    self.afterCtrlC = afterCtrlC
    name = "|" + command
    self.beforeStart = beforeStart
  }

  /// Whether it has got something, which can't be taken back.
  var hasStarted: Bool { program != nil }

  /// Whether it runs, but reads no more.
  var isLeft: Bool { program?.isLeft ?? false }

  private func started() throws(ShellError) -> ChildProgram {
    if let program { return program }
    beforeStart()
    let program = try ChildProgram(command, input: .pipe)
    self.program = program
    return program
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> OutputFailure? {
    do throws(ShellError) {
      switch ByteWriter.write(bytes, to: try started().input) {
      case .closed: return .closed(reader: name)
      case .system(_, let errno): return .system(path: name, errno: errno)
      case let other: return other
      }
    } catch {
      guard case .file(let path, let errno) = error else { return .closed(reader: name) }
      return .system(path: path, errno: errno)
    }
  }

  /// Waits a moment for what it does with what it has got, so that this comes before the next prompt. What the command
  /// keeps for its end comes later.
  func settle() {
    for _ in 0..<500 where program?.unreadCount ?? 0 > 0 && !isLeft && !Interruption.isRequested { usleep(1000) }
    if program != nil { usleep(30_000) }
  }

  /// Ends its input, and waits for its end.
  ///
  /// - Throws: ``ShellError/commandFailed(_:_:)``, or `Interrupted` where Ctrl-C ended it.
  func finish() throws {
    let ending = try started().wait()
    program = nil
    guard !ending.isSuccess else { return }
    if Interruption.isRequested {
      afterCtrlC()
      try Interruption.check()
    }
    throw ShellError.commandFailed(name, ending)
  }
}
