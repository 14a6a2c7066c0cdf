/// Why a regular expression can't be used.
package enum RegularExpressionFault: Error, Equatable, Sendable {
  /// The pattern is wrong.
  ///
  /// - place: the number of a character, from 1; nil for the end of the pattern.
  case pattern(PatternFault, place: Int?)
  /// The pattern takes more memory than there is.
  case tooLarge
  /// Whether a text fits was not found out within the limit of steps.
  case tooManySteps
  /// Whether a text fits was not found out within the limit of memory.
  case tooMuchMemory

  /// What is wrong with a pattern.
  package enum PatternFault: Equatable, Sendable {
    case backslashAtEnd
    case unknownEscape
    case range
    case repeatNumbers
    case repeatTooLarge
    case openClass
    case openGroup
    case openComment
    case closedGroup
    case nothingToRepeat
    case afterQuestionMark
    case className
    case classOutsideBrackets
    case groupReference
    case groupName
    case lookbehind
    case property
    case codePoint
    case notUTF8
    case tooLarge
    case singleByte
    case verb
    case other
  }

  /// - Parameters:
  ///   - number: PCRE2's, see pcre2.h.
  ///   - place: the number of a character, from 1.
  ///   - isEnd: whether that is the end of the pattern.
  init(compiling number: Int32, at place: Int, isEnd: Bool) {
    self = .pattern(PatternFault(number), place: isEnd ? nil : place)
  }
}

extension RegularExpressionFault.PatternFault {
  fileprivate init(_ number: Int32) {
    self =
      switch number {
      case ..<0: .notUTF8
      case 101: .backslashAtEnd
      case 102, 103, 137, 140, 155, 157, 168, 169, 171, 199: .unknownEscape
      case 104: .repeatNumbers
      case 105: .repeatTooLarge
      case 106: .openClass
      case 107, 108, 150: .range
      case 109: .nothingToRepeat
      case 111, 141, 194, 195: .afterQuestionMark
      case 112: .classOutsideBrackets
      case 113, 130: .className
      case 114, 124: .openGroup
      case 115, 126, 129, 161: .groupReference
      case 118: .openComment
      case 119, 120, 121, 135, 184, 186, 188, 197: .tooLarge
      case 122: .closedGroup
      case 125, 136, 187: .lookbehind
      case 134, 151, 164, 167, 173, 177, 178, 193: .codePoint
      case 142, 143, 144, 148, 149, 162, 165: .groupName
      case 146, 147: .property
      case 159, 160, 166, 176: .verb
      case 183, 185: .singleByte
      default: .other
      }
  }
}
