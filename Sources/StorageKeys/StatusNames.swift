/// The names of the statuses, which exports give as letters.
package enum StatusNames {
  /// The name of a status by its letter.
  package static let all = ["p": "processing", "v": "validation", "a": "accepted", "d": "declined", "u": "duplicated"]

  /// The name of a status; the letter itself if it is unknown.
  package static func name(of status: String) -> String { all[status] ?? status }
}
