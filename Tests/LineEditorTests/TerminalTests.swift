import Foundation
import Testing

@testable import LineEditor

/// Sessions on a pseudo terminal, as a person has them.
@Suite(.serialized) struct TerminalTests {
  private static let semicolon: @Sendable () -> Hooks = { Hooks(isComplete: { $0.hasSuffix(";") }) }

  @Test func enterHandsTheTextOver() throws {
    let terminal = try TerminalPair()
    terminal.runLoop()
    terminal.type("select 1\r")
    #expect(terminal.results(count: 1) == [.text("select 1")])
    #expect(terminal.screen(showing: ["> select 1", ">"]) == ["> select 1", ">"])
    terminal.type("\u{4}")
    #expect(terminal.isFinished())
  }

  @Test func anIncompleteTextGoesOnInTheNextLine() throws {
    let terminal = try TerminalPair()
    terminal.runLoop(hooks: Self.semicolon)
    terminal.type("select\r1;\r")
    #expect(terminal.results(count: 1) == [.text("select\n1;")])
    #expect(terminal.screen(showing: ["> select", ". 1;", ">"]) == ["> select", ". 1;", ">"])
  }
}
