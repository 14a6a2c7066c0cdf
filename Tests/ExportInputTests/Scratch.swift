import ExportFormat
import ExportInput
import Foundation

/// A temporary folder, removed with the value.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-input-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, as name: String = "export") throws -> String {
    let url = folder.appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  /// Makes a named pipe that gives the bytes once, and gives its path.
  func pipe(_ bytes: some Sequence<UInt8>) throws -> String {
    let path = path("pipe")
    unlink(path)
    guard mkfifo(path, 0o600) == 0 else { throw ToolFailure(command: "mkfifo") }
    let data = Data(bytes)
    signal(SIGPIPE, SIG_IGN)  // who finds a fault reads no further
    Thread.detachNewThread {
      try? FileHandle(forWritingTo: URL(filePath: path)).write(contentsOf: data)
    }
    return path
  }

  /// Runs a tool in the folder and gives what it wrote to standard output.
  @discardableResult
  func run(_ command: String) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let deadline = Deadline(for: process)
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    deadline.cancel()
    guard process.terminationStatus == 0 else { throw ToolFailure(command: command) }
    return output
  }

  struct ToolFailure: Error { let command: String }

  /// Ends a process that does not end by itself.
  struct Deadline {
    private let work: DispatchWorkItem

    init(for process: Process, seconds: Double = 120) {
      let pid = process.processIdentifier
      work = DispatchWorkItem { kill(pid, SIGKILL) }
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: work)
    }

    func cancel() { work.cancel() }
  }
}

/// What the inputs gave.
struct Content: Equatable {
  /// The documents, in order.
  var documents: [String] = []
  var names: [String] = []
  var media: [MediaEntry] = []
}

extension Inputs {
  /// Reads everything, some bytes at a time.
  func content(step: Int = 7919) throws -> Content {
    var media: [MediaEntry] = []
    var content = Content()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: step, alignment: 1)
    defer { buffer.deallocate() }
    for source in sources {
      source.setMediaReceiver { media += $0 }
      repeat {
        var document: [UInt8] = []
        while case let count = try source.read(into: buffer), count > 0 { document += buffer[..<count] }
        content.documents.append(String(decoding: document, as: UTF8.self))
        content.names.append(source.name)
      } while try source.nextDocument()
    }
    content.media = media
    return content
  }
}
