import ArgumentParser
import Catalogs
import ExportFormat
import ExportInput
import Interruption
import Output
import SQLite

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
    } catch let error as UsageFault {
      throw error
    } catch let error as ExitCode {
      throw error
    } catch OutputFailure.closed {
      // As with "| head": the reader has what it wanted.
    } catch {
      // After a signal, the signal is the reason of every failure.
      let error = Interruption.signal.map { Interrupted(signal: $0) } ?? error
      say(error)
      throw ExitCode(code(of: error))
    }
  }

  /// Says an error.
  static func say(_ error: any Error) { Narration.say(text(of: error), label: "error:", style: .red) }

  /// Says what is wrong with the arguments, and how they are used.
  static func sayUsage(_ text: String, usage: String) {
    Narration.say(text + "\n" + usage, label: "error:", style: .red)
  }

  /// The text of every error that a command can end with; most texts are the target Output's.
  static func text(of error: any Error) -> String {
    switch error {
    case let error as ExportError: error.description
    case let error as InputError: error.description
    case let error as ExtensionFile.Missing: error.description
    case let error as DiffCommandError: error.description
    default: OutputMessages.text(of: error)
    }
  }

  /// 2 failed, 64 usage, 128 and the number of the signal that ended it.
  static func code(of error: any Error) -> Int32 {
    switch error {
    case let interrupted as Interrupted: interrupted.exitCode
    case SavedQueryError.unreadable: 2
    case is SavedQueryError, is ComparisonGateError: 64
    case let failure as SQLFailure:
      switch failure.reason {
      case .missingParameters: 64
      default: 2
      }
    case let fault as ConditionFault:
      switch fault.reason {
      case .missingParameter, .noParameter: 64
      default: 2
      }
    default: 2
    }
  }
}
