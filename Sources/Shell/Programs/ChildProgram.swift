import FileNames
import Interruption

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A command that the system's shell runs: a pager, an editor, what results are piped into.
///
/// What reads from the terminal has it to itself until ``wait()`` returns; after that the terminal is as it was before,
/// also where the program was killed.
final class ChildProgram {
  /// Where its standard input comes from.
  enum Input {
    /// From where this program's comes.
    case inherited
    /// It is empty.
    case nothing
    /// From ``input``.
    case pipe
  }

  /// How it ended.
  enum Ending: Equatable {
    case exit(Int32)
    case signal(Int32)

    var isSuccess: Bool { self == .exit(0) }
    /// Whether the system's shell did not find the program, or could not start it.
    var isNotStarted: Bool { self == .exit(126) || self == .exit(127) }
  }

  private let process: pid_t
  private let terminal: TerminalState
  /// The end of the pipe that it reads from; -1 where there is none, or it is closed.
  private(set) var input: Int32

  /// Starts a command.
  ///
  /// - Parameters:
  ///   - command: words for the system's shell.
  ///   - path: a file, as ``PathText`` has it, that is added as the last word. Its name never becomes part of the
  ///     command: it is `$1`.
  ///   - input: where its standard input comes from.
  /// - Throws: the system's error number in ``ShellError/file(path:errno:)`` where no shell can be started.
  init(_ command: String, path: String? = nil, input: Input) throws(ShellError) {
    var ends: [Int32] = [-1, -1]
    if input == .pipe {
      guard pipe(&ends) == 0 else { throw .file(path: Self.shell, errno: errno) }
      // Another program that is started meanwhile must not hold the pipe open.
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }
    terminal = TerminalState()
    var process: pid_t = 0
    let code = Self.spawn(&process, command, path, input, readEnd: ends[0])
    if ends[0] >= 0 { close(ends[0]) }
    guard code == 0 else {
      if ends[1] >= 0 { close(ends[1]) }
      throw .file(path: Self.shell, errno: code)
    }
    (self.process, self.input) = (process, ends[1])
  }

  private static let shell = "/bin/sh"

  private static func spawn(
    _ process: inout pid_t, _ command: String, _ path: String?, _ input: Input, readEnd: Int32
  ) -> Int32 {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // It gets the signals that this program ignores, as from a shell.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGINT, SIGQUIT, SIGPIPE, SIGXFSZ] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    switch input {
    case .inherited: break
    case .nothing: posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    case .pipe: posix_spawn_file_actions_adddup2(&actions, readEnd, 0)
    }
    let words = ["sh", "-c", path == nil ? command : "\(command) \"$1\"", "sh"]
    var arguments = words.map { strdup($0) }
    if let path { arguments.append(PathText.withCString(path) { strdup($0) }) }
    defer { for argument in arguments { free(argument) } }
    return posix_spawn(&process, shell, &actions, &attributes, arguments + [nil], environ)
  }

  /// Whether nobody reads any more what is written to ``input``.
  var isLeft: Bool {
    guard input >= 0 else { return false }
    var state = pollfd(fd: input, events: 0, revents: 0)
    return poll(&state, 1, 0) > 0 && state.revents & Int16(POLLERR | POLLHUP) != 0
  }

  /// How many bytes of ``input`` nobody has read; nil where the system does not say.
  var unreadCount: Int? {
    var count: Int32 = 0
    return input >= 0 && ioctl(input, UInt(FIONREAD), &count) == 0 ? Int(count) : nil
  }

  /// Ends its input.
  func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Waits for its end. Ctrl-C is its own meanwhile; another signal that asks this program to end, ends it too.
  func wait() -> Ending {
    closeInput()
    defer { terminal.restore() }
    var status: Int32 = 0
    var isAsked = false
    while true {
      if let signal = Interruption.signal, signal != Interruption.ctrlC, !isAsked {
        isAsked = true
        kill(process, SIGTERM)
      }
      if waitpid(process, &status, 0) == process { break }
      if errno != EINTR { return .exit(127) }
    }
    return status & 0x7F == 0 ? .exit((status >> 8) & 0xFF) : .signal(status & 0x7F)
  }
}
