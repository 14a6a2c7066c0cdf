// The English of this room.

extension RegularExpressionFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .pattern(let fault, let place):
      "the regular expression is wrong at \(place.map { "character \($0)" } ?? "its end"): \(fault.english)"
    case .tooLarge: "the regular expression takes more memory than there is"
    case .tooManySteps:
      "the regular expression takes too many steps on a text: a repeat within a repeat, such as (a+)+, is often the reason"
    case .tooMuchMemory: "the regular expression takes too much memory on a text"
    }
  }
}

extension RegularExpressionFault.PatternFault {
  fileprivate var english: String {
    switch self {
    case .backslashAtEnd: "a \\ with nothing after it; \\\\ stands for the character itself"
    case .unknownEscape: "a \\ before something that it gives no meaning; \\\\ stands for the character itself"
    case .range: "a range in [ ] that is none, such as z-a"
    case .repeatNumbers: "the numbers in { } are in the wrong order"
    case .repeatTooLarge: "the number in { } is too large: 65535 is the most"
    case .openClass: "a [ without its ]"
    case .openGroup: "a ( without its )"
    case .openComment: "a (?# without its )"
    case .closedGroup: "a ) without its (; \\) stands for the character itself"
    case .nothingToRepeat: "nothing to repeat before *, +, ? or { }; \\* stands for the character itself"
    case .afterQuestionMark: "(? or (* with something after it that has no meaning"
    case .className: "no class has this name; there are [:alpha:], [:digit:], [:space:] and others"
    case .classOutsideBrackets: "a class such as [:alpha:] outside of [ ]: write [[:alpha:]]"
    case .groupReference: "there is no such group"
    case .groupName: "a group's name that is missing, taken, too long, or not made of letters, digits and _"
    case .lookbehind: "(?<= ) and (?<! ) take no text of unlimited length"
    case .property: "no such property of characters; there are \\p{Lu}, \\p{Cyrillic} and others"
    case .codePoint: "no such character; \\x{41} is A"
    case .notUTF8: "the text is not UTF-8"
    case .tooLarge: "it is too long, or its groups are too deep"
    case .singleByte: "\\C is not supported"
    case .verb: "(* with something after it that has no meaning"
    case .other: "it is not understood"
    }
  }
}
