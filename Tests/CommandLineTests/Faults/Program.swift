import Catalogs
import Foundation
import SQLite

/// The built program, run as a process of its own.
enum Program {
  /// What a run left behind.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// How long a run may take, in seconds.
  static let patience = 300.0

  /// It is beside the tests.
  static var path: String {
    #if os(macOS)
      let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    #else
      let tests = URL(string: CommandLine.arguments[0], relativeTo: URL(filePath: "./"))
    #endif
    return (tests ?? URL(filePath: ".")).deletingLastPathComponent().appending(path: "pressmark").path
  }

  /// Starts the program.
  ///
  /// - Parameter limit: the size that files may have, in KiB; nil for any.
  static func start(_ arguments: [String], in folder: URL, limit: Int? = nil) throws -> Running {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    // Counters of `make coverage` don't fit either.
    let prefix = limit.map { "ulimit -f \($0) && LLVM_PROFILE_FILE=/dev/null " } ?? ""
    process.arguments = ["-c", "\(prefix)exec \"$0\" \"$@\"", path] + arguments
    process.currentDirectoryURL = folder
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    return Running(process: process, output: output, errors: errors)
  }

  /// Runs a script of bash in which `pressmark` is the program.
  static func script(_ text: String, in folder: URL) throws -> Outcome { try begin(text, in: folder).finish() }

  /// Starts such a script.
  static func begin(_ text: String, in folder: URL) throws -> Running {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", text]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "PATH": URL(filePath: path).deletingLastPathComponent().path + ":/usr/bin:/bin", "LC_ALL": "C.UTF-8",
    ]) { $1 }
    process.currentDirectoryURL = folder
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    return Running(process: process, output: output, errors: errors)
  }

  static func run(_ arguments: [String], in folder: URL, limit: Int? = nil) throws -> Outcome {
    try start(arguments, in: folder, limit: limit).finish()
  }

  struct Running {
    let process: Process
    let output: Pipe
    let errors: Pipe

    func finish() throws -> Outcome {
      // A program that hangs is ended, and fails its test by its status.
      let pid = process.processIdentifier
      let deadline = DispatchWorkItem { kill(pid, SIGKILL) }
      DispatchQueue.global().asyncAfter(deadline: .now() + Program.patience, execute: deadline)
      defer { deadline.cancel() }
      // What is written here fits into a pipe, so that one can be read after the other.
      let output = try output.fileHandleForReading.readToEnd() ?? Data()
      let errors = try errors.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return Outcome(
        status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
        errors: String(decoding: errors, as: UTF8.self))
    }
  }
}

/// A temporary folder with exports in it.
final class FaultFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "pressmark-faults-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes an export of some records.
  func write(_ name: String, records: Int, date: String = "2025-01-01") throws {
    var text = ""
    for index in 0..<records {
      let id = String(0x1000_0000_0000_0000 + index, radix: 16) + "00000000"
      let uid = "00000000-0000-0000-0000-\(String(100_000_000_000 + index))"
      text += """
        {"id": "\(id)", "related_duplicates": 0, "attributes": [{"uid": "\(uid)", "attributes": [[1, 0, "a", null]]}],
         "author_name": "ann", "validator_name": null, "file_name": "\(index).jpg", "file_type": "image",
         "status": "v", "upload_date": "\(date) 10:00", "update_date": null, "rebound_project": null, "rebound": null}
        """.replacing("\n", with: "") + "\n"
    }
    try Data(text.utf8).write(to: url.appending(path: name))
  }

  /// The exports in a catalog with their numbers of files, the catalog having been found whole.
  func exports(in catalog: String = "catalog.db") throws -> [String: Int64] {
    let catalog = try Catalog(path: url.appending(path: catalog).path)
    let check = try catalog.rows("PRAGMA integrity_check")
    guard check.count == 1, check[0][0] == .text("ok") else { throw NotWhole() }
    guard try catalog.rows("PRAGMA foreign_key_check").isEmpty else { throw NotWhole() }
    var counts: [String: Int64] = [:]
    let rows = try catalog.rows(
      "SELECT name, (SELECT count(*) FROM files f WHERE f.export_id = e.export_id) FROM exports e")
    for row in rows { if case .text(let name) = row[0], case .integer(let count) = row[1] { counts[name] = count } }
    return counts
  }

  struct NotWhole: Error {}
}
