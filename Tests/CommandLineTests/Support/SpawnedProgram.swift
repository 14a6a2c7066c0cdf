import Foundation

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The program as a process that is ended from outside. Its signals are as a terminal's shell would give them, whatever
/// the tests run under.
final class SpawnedProgram {
  /// How long a test waits for the end, in seconds, before it fails.
  static let patience = 60.0

  private let process: pid_t
  private let folder: URL
  private let log: String
  private var isOver = false

  struct NotStarted: Error {}

  /// What is left when it has ended.
  struct Outcome: Equatable {
    /// The exit code; nil where a signal ended it.
    var code: Int32?
    var signal: Int32?
    var errors: String
  }

  /// - Parameters:
  ///   - arguments: the program's.
  ///   - folder: where it runs; its standard error goes to a hidden file there.
  ///   - input: its standard input.
  ///   - output: its standard output; nil for none that anybody looks at.
  init(_ arguments: [String], in folder: URL, input: Int32? = nil, output: Int32? = nil) throws {
    self.folder = folder
    log = ".errors-\(UUID().uuidString)"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    if let output {
      posix_spawn_file_actions_adddup2(&actions, output, 1)
    } else {
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    }
    posix_spawn_file_actions_addopen(
      &actions, 2, folder.appending(path: log).path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var endings = sigset_t()
    sigemptyset(&endings)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE] { sigaddset(&endings, signal) }
    posix_spawnattr_setsigdefault(&attributes, &endings)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    // The child's folder is set by a shell, which then becomes the program.
    let words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, Program.path] + arguments
    var pointers = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var pid: pid_t = 0
    guard posix_spawn(&pid, words[0], &actions, &attributes, &pointers, environ) == 0 else { throw NotStarted() }
    process = pid
  }

  deinit {
    guard !isOver else { return }
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  /// Waits, sends a signal, and waits for the end.
  ///
  /// - Returns: nil where it does not come.
  func end(by signal: Int32, after seconds: Double) -> Outcome? {
    Thread.sleep(forTimeInterval: seconds)
    kill(process, signal)
    return finish()
  }

  /// Waits for the end.
  ///
  /// - Returns: nil where it does not come.
  func finish() -> Outcome? {
    let start = Date()
    var status: Int32 = 0
    while Date().timeIntervalSince(start) < Self.patience {
      if waitpid(process, &status, WNOHANG) == process {
        isOver = true
        let path = folder.appending(path: log)
        let errors = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        try? FileManager.default.removeItem(at: path)
        let signal = status & 0x7F
        return Outcome(
          code: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal, errors: errors)
      }
      Thread.sleep(forTimeInterval: 0.005)
    }
    return nil
  }
}
