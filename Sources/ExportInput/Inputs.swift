public import ExportFormat
import Foundation

/// What a user gives to import: files, folders of pages, standard input.
///
/// ```swift
/// let inputs = try Inputs.open(["project_7_dataset.zip"])
/// let summary = try catalog.importExport(
///   inputs.sources, options: ImportOptions(projectID: inputs.suggestedProject))
/// ```
public struct Inputs {
  /// One for each file, in order.
  public let sources: [any ByteSource]
  /// The project's number where archives are named `project_<number>_dataset.zip` and agree on it; else nil.
  public let suggestedProject: Int?
  /// Bytes of all the files as they lie on disk, compressed; nil where one is a pipe.
  public let byteCount: Int?
  /// How many of these bytes are consumed; it may be looked at while another thread reads.
  public let progress: InputProgress

  /// Finds the inputs. Files are opened once to see whether they can be; what they hold is looked at when they are read.
  ///
  /// - Parameter arguments: paths, and `-` for standard input. A folder stands for its files (not those in folders
  ///   within it, and no hidden ones), in the order of their names, where numbers count by their value.
  /// - Throws: ``InputError`` where a file can't be opened.
  public static func open(_ arguments: [String]) throws -> Inputs {
    let progress = InputProgress()
    let paths = try arguments.flatMap { try files(of: $0) }
    guard paths.count(where: { $0 == "-" }) <= 1 else { throw InputError.repeatedStandardInput }
    let sizes = try paths.map { try size(of: $0) }
    let projects = Set(paths.compactMap(project))
    return Inputs(
      sources: paths.map { InputSource(path: $0, progress: progress) },
      suggestedProject: projects.count == 1 ? projects.first : nil,
      byteCount: sizes.reduce(0) { sum, size in sum.flatMap { sum in size.map { sum + $0 } } },
      progress: progress)
  }

  private static func files(of argument: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard argument != "-", FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder), isFolder.boolValue
    else { return [argument] }
    guard let folder = opendir(argument) else {
      throw InputError.system(.list, name: argument, errno: errno, offset: 0)
    }
    closedir(folder)
    let prefix = argument.hasSuffix("/") ? argument : argument + "/"
    let paths = try FileManager.default.contentsOfDirectory(atPath: argument).filter { !$0.hasPrefix(".") }
      .sorted(by: NaturalOrder.isAscending).map { prefix + $0 }
      .filter { FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder) && !isFolder.boolValue }
    guard !paths.isEmpty else { throw InputError.emptyFolder(name: argument) }
    return paths
  }

  /// Looks whether a file can be opened. A named pipe is left alone: its writer would see it closed again.
  ///
  /// - Returns: its size; nil for a pipe.
  private static func size(of path: String) throws(InputError) -> Int? {
    var status = stat()
    if path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { return nil }
    return try FileInput(name: path, progress: InputProgress()).size
  }

  /// The number in `project_<number>_dataset.zip`; browsers put ` (1)` before the dot of a second download.
  private static func project(of path: String) -> Int? {
    let name = path.split(separator: "/").last ?? ""
    guard name.hasPrefix("project_"), name.hasSuffix(".zip") else { return nil }
    let rest = name.dropFirst("project_".count)
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard rest.dropFirst(digits.count).hasPrefix("_dataset"), let number = Int(digits), number > 0 else { return nil }
    return number
  }
}
