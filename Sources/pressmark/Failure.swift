import ArgumentParser
import Catalog
import FileNames
import Shell

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How a command's error becomes words on stderr and an exit code.
enum Failure {
  /// Runs a command's work.
  ///
  /// - Throws: what the argument parser turns into an exit code.
  static func reported(_ body: () throws -> Void) throws {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)  // a file at its size limit is an error like a full disk
    do {
      try body()
    } catch let error as ValidationError {
      throw error
    } catch let error as ExitCode {
      throw error
    } catch OutputFailure.closed {
      // As with "| head": who reads has what they wanted.
    } catch {
      say(error)
      throw ExitCode(code(of: error))
    }
  }

  private static func say(_ error: any Error) {
    let text = PathText.shown(Messages.text(of: error))
    let label = Terminal.wantsColor(2) ? Style.red.around("error:") : "error:"
    let writer = ByteWriter(fileDescriptor: 2)
    writer.text("\(label) \(text)\n")
    writer.flush()
  }

  /// 2 failed, 64 usage, 130 interrupted.
  private static func code(of error: any Error) -> Int32 {
    switch error {
    case is SavedQueryError, is DiffGateError: 64
    case let failure as SQLFailure:
      switch failure.reason {
      case .interrupted: 130
      case .missingParameters: 64
      default: 2
      }
    case OutputFailure.interrupted: 130
    default: 2
    }
  }
}
