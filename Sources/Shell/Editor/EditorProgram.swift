import FileNames

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The user's own editor.
enum EditorProgram {
  /// Edits a file, and waits until the editor is left.
  ///
  /// - Parameters:
  ///   - command: as `$EDITOR` has it, words for a shell. The file's name never becomes part of it: it is `$1`.
  ///   - path: the file, as ``PathText`` has it.
  /// - Returns: whether the editor ended well.
  /// - Throws: ``ShellError`` where no shell can be started.
  static func run(_ command: String, on path: String) throws(ShellError) -> Bool {
    // Ctrl-C and Ctrl-backslash are the editor's while it runs.
    let heard = [SIGINT, SIGQUIT].map { IgnoredSignal($0) }
    defer { for signal in heard { signal.restore() } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // It gets the signals that this program ignores, as from a shell.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGINT, SIGQUIT, SIGPIPE, SIGXFSZ] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let words = ["sh", "-c", "\(command) \"$1\"", "sh"]
    var arguments = words.map { strdup($0) } + [PathText.withCString(path) { strdup($0) }, nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", nil, &attributes, &arguments, environ)
    guard code == 0 else { throw .file(path: "/bin/sh", errno: code) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { if errno != EINTR { return false } }
    return status == 0
  }
}

/// A signal that is ignored for a while; its action from before, with its flags, is restored.
struct IgnoredSignal {
  private let number: Int32
  private var before = sigaction()

  init(_ number: Int32) {
    self.number = number
    sigaction(number, nil, &before)
    signal(number, SIG_IGN)
  }

  func restore() {
    var before = before
    sigaction(number, &before, nil)
  }
}
