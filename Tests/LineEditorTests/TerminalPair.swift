import Foundation
import LineEditor

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A pseudo terminal with an editor at one end, on a thread of its own, and the test as the person at the other.
final class TerminalPair: @unchecked Sendable {
  // Unchecked: everything below is reached with the lock held, except the descriptors, which never change.
  private let person: Int32
  let editorEnd: Int32
  private let lock = NSCondition()
  private var display: DisplayTerminal
  private var results: [LineEditor.Result] = []
  private var isDone = false
  private var isHungUp = false
  private var rawOutput: [UInt8] = []

  /// How long a test waits for what it expects before it fails.
  private static let patience: TimeInterval = 20

  init(columns: Int = 40, rows: Int = 10) throws {
    var ends: (person: Int32, editor: Int32) = (-1, -1)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&ends.person, &ends.editor, nil, nil, &size) == 0 else { throw POSIXError(.ENXIO) }
    person = ends.person
    editorEnd = ends.editor
    display = DisplayTerminal(columns: columns, rows: rows)
    Thread.detachNewThread { [self] in readOutput() }
  }

  /// Runs a session at the editor's end: `body` reads texts with the editor it is given, and reports each result.
  func run(
    history: History? = nil, hooks: @escaping @Sendable () -> Hooks = { Hooks() },
    historyPath: String? = nil,
    _ body: @escaping @Sendable (LineEditor, (LineEditor.Result) -> Void) throws -> Void
  ) {
    Thread.detachNewThread { [self] in
      let editor = LineEditor(
        input: editorEnd, output: editorEnd, history: History(path: historyPath), hooks: hooks())
      do {
        try body(editor) { result in change { results.append(result) } }
      } catch {
        change { rawOutput += Array("failed: \(error)".utf8) }
      }
      change { isDone = true }
    }
  }

  /// Reads texts until Ctrl-D; the first prompt is there when this returns.
  func runLoop(historyPath: String? = nil, hooks: @escaping @Sendable () -> Hooks = { Hooks() }) {
    run(hooks: hooks, historyPath: historyPath) { editor, report in
      while true {
        let result = try editor.readLine(prompt: "> ", continuationPrompt: ". ")
        report(result)
        if result == .endOfInput { return }
      }
    }
    _ = screen { $0.lines == [">"] }
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    var position = 0
    while position < bytes.count {
      let count = bytes[position...].withUnsafeBytes { write(person, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      position += count
    }
  }

  func paste(_ text: String) {
    type("\u{1B}[200~\(text)\u{1B}[201~")
  }

  /// Changes the window's size, and waits until the editor has painted anew.
  func resize(columns: Int, rows: Int) {
    let erasures = output { _ in true }.split(separator: "\r\u{1B}[J").count
    defer { _ = output { $0.split(separator: "\r\u{1B}[J").count > erasures } }
    change { display.resize(columns: columns, rows: rows) }
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(person, UInt(TIOCSWINSZ), &size)
    // The pseudo terminal is not the one that controls this process, so no one else tells it.
    kill(getpid(), SIGWINCH)
  }

  /// Waits until the screen is as expected.
  ///
  /// - Returns: What the screen shows then, or when patience has run out.
  func screen(when isExpected: (DisplayTerminal) -> Bool) -> DisplayTerminal {
    wait { isExpected(display) }
    return lock.withLock { display }
  }

  func screen(showing lines: [String]) -> [String] {
    screen { $0.lines == lines }.lines
  }

  func results(count: Int) -> [LineEditor.Result] {
    wait { results.count >= count }
    return lock.withLock { results }
  }

  /// Waits until the session's body has returned.
  func isFinished() -> Bool {
    wait { isDone }
    return lock.withLock { isDone }
  }

  /// The name of the editor's end.
  var path: String {
    var buffer = [CChar](repeating: 0, count: 1024)
    _ = ttyname_r(editorEnd, &buffer, buffer.count)
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Waits until what was written is as expected.
  func output(when isExpected: (String) -> Bool) -> String {
    wait { isExpected(String(decoding: rawOutput, as: UTF8.self)) }
    return lock.withLock { String(decoding: rawOutput, as: UTF8.self) }
  }

  /// Closes the person's end, as a terminal's window that is closed.
  func hangUp() {
    change { isHungUp = true }
  }

  private func wait(until condition: () -> Bool) {
    let end = Date(timeIntervalSinceNow: Self.patience)
    lock.lock()
    defer { lock.unlock() }
    while !condition(), lock.wait(until: end) {}
  }

  private func change(_ body: () -> Void) {
    lock.lock()
    body()
    lock.broadcast()
    lock.unlock()
  }

  private func readOutput() {
    var bytes = [UInt8](repeating: 0, count: 65536)
    let end = Date(timeIntervalSinceNow: 10 * Self.patience)
    while !lock.withLock({ isHungUp }), Date() < end {
      // A descriptor that someone is reading from is not closed until they are done.
      var ready = pollfd(fd: person, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 20) > 0 else { continue }
      let count = read(person, &bytes, bytes.count)
      guard count > 0 else { break }
      change {
        rawOutput += bytes[..<count]
        display.write(Array(bytes[..<count]))
      }
    }
    close(person)
  }
}
