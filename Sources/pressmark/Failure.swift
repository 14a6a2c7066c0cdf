import ArgumentParser
import Catalog
import Interruption
import Shell

/// How a command's error becomes words on stderr and an exit code.
enum Failure {
  /// Runs a command's work.
  ///
  /// - Throws: what the argument parser turns into an exit code.
  static func reported(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as ValidationError {
      throw error
    } catch let error as ExitCode {
      throw error
    } catch OutputFailure.closed {
      // As with "| head": who reads has what they wanted.
    } catch {
      // Once a signal asked for the end, whatever fails does so for its sake.
      let error = Interruption.signal.map { Interrupted(signal: $0) } ?? error
      say(error)
      throw ExitCode(code(of: error))
    }
  }

  private static func say(_ error: any Error) {
    let text = Messages.text(of: error)
    let label = Terminal.wantsColor(2) ? Style.red.around("error:") : "error:"
    let writer = ByteWriter(fileDescriptor: 2)
    writer.text("\(label) \(text)\n")
    writer.flush()
  }

  /// 2 failed, 64 usage, 128 and the number of the signal that ended it.
  private static func code(of error: any Error) -> Int32 {
    switch error {
    case let interrupted as Interrupted: interrupted.exitCode
    case is SavedQueryError, is DiffGateError: 64
    case let failure as SQLFailure:
      switch failure.reason {
      case .missingParameters: 64
      default: 2
      }
    default: 2
    }
  }
}
