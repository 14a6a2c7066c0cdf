public import ExportFormat
import Files
import SystemPackage

/// What a user gives to import: files, folders of pages, standard input.
///
/// ```swift
/// let inputs = try Inputs.open(["project_7_dataset.zip"])
/// let summary = try catalog.importExport(
///   inputs.sources, options: ImportOptions(projectID: inputs.suggestedProject))
/// ```
public struct Inputs {
  /// What is read: all the files, in order.
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
  ///   within it, and none whose name starts with a dot), in the order of their names, where numbers count by their
  ///   value. Pages come in the order of their own numbers.
  /// - Throws: ``InputError`` where a file can't be opened, or a folder holds what is no file.
  public static func open(_ arguments: [String]) throws -> Inputs {
    let progress = InputProgress()
    let paths = try arguments.flatMap { try files(of: $0) }
    guard paths.count(where: { $0 == "-" }) <= 1 else { throw InputError.repeatedStandardInput }
    let sizes = try paths.map { try size(of: $0) }
    let projects = Set(paths.compactMap(project))
    return Inputs(
      sources: paths.isEmpty ? [] : [OrderedSource(paths: paths, progress: progress)],
      suggestedProject: projects.count == 1 ? projects.first : nil,
      byteCount: sizes.reduce(0) { sum, size in sum.flatMap { sum in size.map { sum + $0 } } },
      progress: progress)
  }

  /// The files that an argument stands for.
  private static func files(of argument: String) throws -> [String] {
    guard argument != "-", (try? FileStatus(of: argument))?.isFolder == true else { return [argument] }
    let names: [String]
    do {
      names = try Folder.names(in: argument).filter { !$0.utf8.starts(with: ".".utf8) }
    } catch {
      throw InputError.system(.list, name: argument, errno: error.rawValue, offset: 0)
    }
    let prefix = argument.utf8.last == UInt8(ascii: "/") ? argument : argument + "/"
    let paths = try names.sorted(by: NaturalOrder.isAscending).map { prefix + $0 }.filter { try isFile($0) }
    guard !paths.isEmpty else { throw InputError.emptyFolder(name: argument) }
    return paths
  }

  /// Whether an entry of a folder is a file; a folder is passed over, and nothing else is.
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

  /// Looks whether a file can be opened. A named pipe is left alone: its writer would see it closed again.
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
