import ArgumentParser
import Catalog
import ExportFormat
import Foundation
import Glibc

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "import", abstract: "Import an export.")
  @OptionGroup var catalogOptions: CatalogOptions
  @Argument var files: [String]
  @Option(name: .customLong("as")) var name: String?
  @Option var project: Int?
  @Flag var skip = false
  final class FS: ByteSource {
    let name: String
    let h: FileHandle
    init(_ p: String) {
      name = p
      h = FileHandle(forReadingAtPath: p)!
    }
    func read(into b: UnsafeMutableRawBufferPointer) throws -> Int {
      let n = Glibc.read(h.fileDescriptor, b.baseAddress, b.count)
      return n
    }
  }
  func run() throws {
    let c = try catalogOptions.open(.create)
    do {
      print(
        try c.importExport(
          files.map { FS($0) },
          options: ImportOptions(
            name: name, projectID: project, policy: skip ? .skip : .stop, source: files.joined(separator: " "))))
    } catch {
      print(error)
      throw ExitCode(2)
    }
  }
}
