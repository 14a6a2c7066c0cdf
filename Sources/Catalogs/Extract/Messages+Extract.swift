import SQLText
import ControlText

// The English of this folder.

extension ConditionFault: CustomStringConvertible {
  public var description: String {
    switch reason {
    case .empty: "the condition is empty"
    case .nul: "the condition holds a NUL character"
    case .unclosed(.string): "the condition has a string that does not end"
    case .unclosed(.quotedName): "the condition has a quoted name that does not end"
    case .unclosed: "the condition has a comment that does not end"
    case .closesTooMuch: "the condition closes a parenthesis that it did not open"
    case .unclosedParenthesis: "the condition has a parenthesis that is not closed"
    case .semicolon: "the condition is one expression, and a semicolon ends a statement"
    case .statement(let word): "the condition is one expression: \(word) needs parentheses around it"
    case .aggregate(let name): "the condition looks at one file at a time, and \(name)() looks at many"
    case .missingParameter(let name): "no value for :\(visible: name); give it: --param \(visible: name)=…"
    case .noParameter(let name, let known):
      known.isEmpty
        ? "the condition has no parameters, so \(visible: name) can't be given"
        : "the condition has no parameter :\(visible: name); it has \(known.map { ":\(visible: $0)" }.joined(separator: ", "))"
    case .incomplete: "the condition ends too early"
    }
  }
}
