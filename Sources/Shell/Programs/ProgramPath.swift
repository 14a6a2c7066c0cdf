import FileNames

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where the system's shell looks for programs.
enum ProgramPath {
  /// The program that a command starts with, as far as that can be seen without a shell: its first word, or what is
  /// named after settings such as `LESS=-S`.
  ///
  /// - Returns: nil where only the shell knows: quotes, variables, several commands.
  static func program(of command: String) -> String? {
    guard !command.contains(where: { "'\"`$\\|&;<>()*?[]#~{}\n".contains($0) }) else { return nil }
    return command.split(whereSeparator: \.isWhitespace).first { !$0.contains("=") }.map(String.init)
  }

  /// Whether the system's shell would find a program; true also where only the shell knows.
  ///
  /// - Parameter path: `$PATH`.
  static func canStart(_ command: String, path: String = variable) -> Bool {
    guard let program = program(of: command) else { return true }
    if program.contains("/") { return isProgram(program) }
    // Words that the shell itself understands are no files.
    if ["cd", "command", "eval", "exec", "exit", ":", ".", "true", "false"].contains(program) { return true }
    return path.split(separator: ":", omittingEmptySubsequences: false).contains {
      isProgram(($0.isEmpty ? "." : $0) + "/" + program)
    }
  }

  private static var variable: String {
    getenv("PATH").map { PathText.text(cString: $0) } ?? "/usr/bin:/bin"
  }

  private static func isProgram(_ path: String) -> Bool {
    PathText.withCString(path) { path in
      var status = stat()
      return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
  }
}
