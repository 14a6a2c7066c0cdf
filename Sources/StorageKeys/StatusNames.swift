/// The names of the statuses, which exports give as letters.
package enum StatusNames {
  /// The name of a status by its letter.
  package static let all = ["p": "processing", "v": "validation", "a": "accepted", "d": "declined", "u": "duplicated"]

  /// The name of a status; a letter that is not known is its own name.
  package static func name(of status: String) -> String { all[status] ?? status }
}
