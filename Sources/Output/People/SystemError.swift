import ControlText
import Foundation

/// The system's words for its errors.
package enum SystemError {
  /// What a descriptor gives that was closed, or opened for the other direction.
  package static let badDescriptor = EBADF

  package static func text(_ number: Int32) -> String {
    guard let message = strerror(number) else { return "error \(number)" }
    return String(cString: message)
  }

  /// The same for an error of Foundation's, whose own text is none for people; nil for other errors.
  static func text(of error: any Error) -> String? {
    if let error = error as? POSIXError { return text(error.code.rawValue) }
    if error is any CustomNSError || type(of: error) is NSError.Type { return words(of: error as NSError) }
    return nil
  }

  private static func words(of error: NSError) -> String {
    let path = error.userInfo[NSFilePathErrorKey] as? String ?? (error.userInfo[NSURLErrorKey] as? URL)?.path
    let reason = number(of: error).map(text) ?? (path == nil ? "a file can't be used" : "it can't be used")
    return path.map { "\(visible: $0): " + reason } ?? reason
  }

  /// The system's error number that an error stems from.
  private static func number(of error: NSError) -> Int32? {
    if error.domain == NSPOSIXErrorDomain { return Int32(truncatingIfNeeded: error.code) }
    if let underlying = error.userInfo[NSUnderlyingErrorKey] as? any Error {
      return (underlying as? POSIXError)?.code.rawValue ?? number(of: underlying as NSError)
    }
    guard error.domain == NSCocoaErrorDomain else { return nil }
    switch CocoaError.Code(rawValue: error.code) {
    case .fileNoSuchFile, .fileReadNoSuchFile: return ENOENT
    case .fileReadNoPermission, .fileWriteNoPermission: return EACCES
    case .fileWriteOutOfSpace: return ENOSPC
    case .fileWriteVolumeReadOnly: return EROFS
    case .fileWriteFileExists: return EEXIST
    default: return nil
    }
  }
}
