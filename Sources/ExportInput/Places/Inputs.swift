public import ExportFormat
import Files
import SystemPackage

/// The inputs of an import: files, folders of pages, standard input.
///
/// ```swift
/// let inputs = try Inputs.open(["project_7_dataset.zip"])
/// let summary = try catalog.importExport(
///   inputs.sources, options: ImportOptions(projectID: inputs.suggestedProject))
/// ```
public struct Inputs {
  /// The sources to read, in order. Together they are one export.
  public let sources: [any ByteSource]
  /// The project's number if archives are named `project_<number>_dataset.zip` and agree on it; otherwise nil.
  public let suggestedProject: Int?
  /// The size of all files on disk in bytes, compressed as they are; nil if one is a pipe.
  public let byteCount: Int?
  /// How many of these bytes have been read. Any thread may ask while another reads.
  public let progress: InputProgress

  /// Finds the inputs and checks that each file can be opened. Their content is read later, through ``sources``.
  ///
  /// - Parameter arguments: paths, and `-` for standard input. A folder stands for its files (without those in its
  ///   subfolders, and without names that start with a dot), in the order of their names, where numbers count by value.
  ///   Pages are then put in the order of their page numbers.
  /// - Throws: ``InputError`` if a file can't be opened, or if a folder holds something other than files and folders.
  public static func open(_ arguments: [String]) throws(InputError) -> Inputs {
    let progress = InputProgress()
    var paths: [String] = []
    for argument in arguments { paths += try files(of: argument) }
    guard paths.count(where: { $0 == "-" }) <= 1 else { throw .repeatedStandardInput }
    let sizes = try paths.map(size)
    let projects = Set(paths.compactMap(project))
    return Inputs(
      sources: paths.isEmpty ? [] : [OrderedSource(paths: paths, progress: progress)],
      suggestedProject: projects.count == 1 ? projects.first : nil,
      byteCount: sizes.reduce(0) { sum, size in sum.flatMap { sum in size.map { sum + $0 } } },
      progress: progress)
  }

  /// The files that an argument stands for.
  private static func files(of argument: String) throws(InputError) -> [String] {
    guard argument != "-", (try? FileStatus(of: argument))?.isFolder == true else { return [argument] }
    let names: [String]
    do {
      names = try Folder.names(in: argument).filter { !$0.utf8.starts(with: ".".utf8) }
    } catch {
      throw .system(.list, name: argument, errno: error.rawValue, offset: 0)
    }
    let prefix = argument.utf8.last == UInt8(ascii: "/") ? argument : argument + "/"
    var paths: [String] = []
    for name in names.sorted(by: NaturalOrder.isAscending) where try isFile(prefix + name) {
      paths.append(prefix + name)
    }
    guard !paths.isEmpty else { throw .emptyFolder(name: argument) }
    return paths
  }

  /// Whether an entry of a folder is a file. Folders are skipped; anything else is an error.
  private static func isFile(_ path: String) throws(InputError) -> Bool {
    let type: FileType
    do throws(Errno) {
      guard let status = try FileStatus(of: path) else { throw .noSuchFileOrDirectory }
      type = status.type
    } catch {
      throw .system(.open, name: path, errno: error.rawValue, offset: 0)
    }
    switch type {
    case .regular: return true
    case .directory: return false
    case .fifo: throw .notAFile(name: path, kind: .pipe)
    case .socket: throw .notAFile(name: path, kind: .socket)
    default: throw .notAFile(name: path, kind: .device)
    }
  }

  /// Checks that a file can be opened. A named pipe is not opened, because its writer would see it closed again.
  ///
  /// - Returns: its size; nil for a pipe.
  private static func size(of path: String) throws(InputError) -> Int? {
    if path != "-", let status = try? FileStatus(of: path), !status.isPlain { return nil }
    return try FileInput(name: path, progress: InputProgress()).size
  }

  /// The number in `project_<number>_dataset.zip`; browsers put ` (1)` before the dot of a second download.
  private static func project(of path: String) -> Int? {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last ?? path.utf8[...]
    guard name.starts(with: "project_".utf8), name.suffix(4).elementsEqual(".zip".utf8) else { return nil }
    let rest = name.dropFirst("project_".utf8.count)
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    guard rest.dropFirst(digits.count).starts(with: "_dataset".utf8), let number = Int(String(Substring(digits))),
      number > 0
    else { return nil }
    return number
  }
}
