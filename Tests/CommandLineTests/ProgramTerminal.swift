import Foundation

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The program on a pseudo terminal, with the test as the person in front of it.
final class ProgramTerminal {
  /// How long a test waits for what it expects, in seconds, before it fails.
  static let patience = 60.0

  private let person: Int32
  private let process: pid_t
  private var isOver = false
  /// All that the program wrote so far.
  var output: String { String(decoding: bytes, as: UTF8.self) }
  private var bytes: [UInt8] = []

  struct NotStarted: Error {}

  /// - Parameters:
  ///   - arguments: the program's.
  ///   - environment: what it sees besides a UTF-8 locale.
  ///   - program: the path of another program to run.
  init(
    _ arguments: [String], environment: [String: String], columns: UInt16 = 80, rows: UInt16 = 24,
    program: String = ProgramTerminal.program.path
  ) throws {
    var ends: (person: Int32, program: Int32) = (-1, -1)
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ends.person, &ends.program, nil, nil, &size) == 0 else { throw NotStarted() }
    person = ends.person
    // Tests run side by side, and ttyname() has one place for all their names.
    var buffer = [CChar](repeating: 0, count: 1024)
    let name =
      ttyname_r(ends.program, &buffer, buffer.count) == 0
      ? String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
    close(ends.program)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    // A session of its own, whose first opened terminal is the one that Ctrl-C comes from.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawn_file_actions_addclose(&actions, ends.person)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    #if canImport(Darwin)
      let newSession = Int16(POSIX_SPAWN_SETSID)
    #else
      let newSession: Int16 = 0x80  // POSIX_SPAWN_SETSID, which glibc hides behind _GNU_SOURCE
    #endif
    // The thread of a test blocks signals, and the program would inherit that.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    // Tests that run in the background have Ctrl-C ignored, which the program would respect.
    for signal in [SIGINT, SIGQUIT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var variables = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "PAGER": "cat"]
    variables.merge(environment) { $1 }
    var pid: pid_t = 0
    let words = [program] + arguments
    var argumentPointers = words.map { strdup($0) } + [nil]
    var variablePointers = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    let code = posix_spawn(&pid, words[0], &actions, &attributes, &argumentPointers, &variablePointers)
    for pointer in argumentPointers + variablePointers { free(pointer) }
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
    guard code == 0 else { throw NotStarted() }
    process = pid
  }

  deinit {
    if !isOver {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(person)
  }

  /// The program that was built beside the tests.
  static var program: URL {
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidates = [beside, URL(fileURLWithPath: ".build/debug"), URL(fileURLWithPath: ".build/release")]
      .map { $0.appending(path: "pressmark") }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? candidates[1]
  }

  func type(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      // A terminal takes only so much at a time: what comes out is read in between.
      let count = rest.prefix(512).withUnsafeBytes { write(person, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
      read(for: 0)
    }
  }

  /// Sets whether the terminal itself shows what is typed.
  func echo(_ isOn: Bool) {
    var settings = termios()
    tcgetattr(person, &settings)
    if isOn { settings.c_lflag |= tcflag_t(ECHO) } else { settings.c_lflag &= ~tcflag_t(ECHO) }
    tcsetattr(person, TCSANOW, &settings)
  }

  /// Sends a signal, as the system does where the terminal goes.
  func send(_ signal: Int32) { kill(process, signal) }

  func paste(_ text: String) { type("\u{1B}[200~\(text)\u{1B}[201~") }

  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(person, UInt(TIOCSWINSZ), &size)
  }

  /// Waits until the program has written a text after a mark.
  ///
  /// - Returns: whether it came, and how long that took in seconds.
  @discardableResult
  func wait(for text: String, after mark: Int = 0) -> Double? {
    let start = Date()
    while Date().timeIntervalSince(start) < Self.patience {
      if String(decoding: bytes.dropFirst(mark), as: UTF8.self).contains(text) {
        return Date().timeIntervalSince(start)
      }
      guard read(for: 100) else { break }
    }
    return String(decoding: bytes.dropFirst(mark), as: UTF8.self).contains(text)
      ? Date().timeIntervalSince(start) : nil
  }

  /// How much was written so far, in bytes.
  var mark: Int { bytes.count }

  /// Types a line, and waits for its answer.
  func ask(_ line: String, expecting text: String) -> Bool {
    let mark = self.mark
    type(line + "\r")
    return wait(for: text, after: mark) != nil
  }

  /// Waits for the end.
  ///
  /// - Returns: the exit code.
  func exitCode(patience: Double = ProgramTerminal.patience) -> Int32? {
    let start = Date()
    var status: Int32 = 0
    while Date().timeIntervalSince(start) < patience {
      read(for: 50)
      if waitpid(process, &status, WNOHANG) == process {
        isOver = true
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
      }
    }
    return nil
  }

  /// Leaves by Ctrl-D, typed again until it is heard: before the prompt stands, the key is the terminal's own.
  ///
  /// - Returns: the exit code.
  func leave() -> Int32? {
    for _ in 0..<Int(Self.patience) {
      type("\u{04}")
      if let code = exitCode(patience: 1) { return code }
    }
    return nil
  }

  /// Reads what is there.
  ///
  /// - Parameter milliseconds: how long to wait for something.
  /// - Returns: false where the terminal is gone.
  @discardableResult
  private func read(for milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: person, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return true }
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    #if canImport(Darwin)
      let count = Darwin.read(person, &piece, piece.count)
    #else
      let count = Glibc.read(person, &piece, piece.count)
    #endif
    guard count > 0 else { return false }
    bytes += piece[..<count]
    return true
  }
}
