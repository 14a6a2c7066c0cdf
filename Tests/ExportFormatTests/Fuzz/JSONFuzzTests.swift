import Foundation
import Testing

@testable import ExportFormat

/// Ways in which `JSONSerialization` is known to read other than RFC 8259 and this scanner do.
enum KnownDifference: String, CaseIterable {
  /// It takes a comma before a closing bracket or brace.
  case trailingComma
  /// It takes a key that stands twice, and keeps one of the values.
  case repeatedKey
  /// The same for keys that are different characters but canonically equivalent, such as é in one or in two.
  case equivalentKeys
  /// It refuses numbers past the range of a double, which are good JSON.
  case numberRange
  /// It guesses UTF-16 and UTF-32, and passes over a byte order mark.
  case encoding
  /// It loses a U+FEFF at the start of a run of plain characters in a string.
  case lostMark

  /// Whether this is why the scanner refuses what Foundation reads.
  static func refusal(_ fault: ScanFault, of bytes: [UInt8]) -> KnownDifference? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
      || bytes.prefix(4).contains(0)
    {
      return .encoding
    }
    if fault.expected == .uniqueKey { return .repeatedKey }
    let isClosing = fault.offset < bytes.count && [0x5D, 0x7D].contains(bytes[fault.offset])
    let before = bytes[..<min(fault.offset, bytes.count)].last { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
    return isClosing && before == 0x2C && [.value, .key].contains(fault.expected) ? .trailingComma : nil
  }

  /// Whether this is why Foundation reads other values than the scanner.
  static func value(of tree: JSONTree, _ bytes: [UInt8]) -> KnownDifference? {
    if tree.hasEqualKeys { return .equivalentKeys }
    return bytes.contains([0xEF, 0xBB, 0xBF]) ? .lostMark : nil
  }

  /// Whether this is why Foundation refuses what the scanner reads.
  static func acceptance(_ error: any Error, of bytes: [UInt8]) -> KnownDifference? {
    let reason = (error as NSError).userInfo["NSDebugDescription"] as? String ?? ""
    if reason.contains("is not representable") { return .numberRange }
    return bytes.prefix(4).contains(0) ? .encoding : nil
  }
}

@Suite("Fuzz: JSON")
struct JSONFuzzTests {
  @Test("Mutated documents get the verdict and the values that Foundation gives them")
  func verdictsAndValues() throws {
    var mutator = Mutator(seed: FuzzDocuments.seed, documents: try FuzzDocuments.values())
    var known: [KnownDifference: Int] = [:]
    var accepted = 0
    for _ in 0..<FuzzDocuments.count {
      let bytes = mutator.next()
      let ours = Result { () throws(ScanFault) in try JSONTree(bytes) }
      let theirs = Result { try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) }
      switch (ours, theirs) {
      case (.success(let tree), .success(let value)):
        accepted += 1
        if !tree.equals(value) {
          let difference = KnownDifference.value(of: tree, bytes)
          #expect(difference != nil, "other values: \(Self.show(bytes))")
          if let difference { known[difference, default: 0] += 1 }
        }
        try #require(JSONTree(JSONTree.minified(bytes)) == tree, "\(Self.show(bytes))")
      case (.failure, .failure): break
      case (.failure(let fault), .success):
        let difference = KnownDifference.refusal(fault, of: bytes)
        #expect(difference != nil, "refused, \(fault.expected) at \(fault.offset): \(Self.show(bytes))")
        if let difference { known[difference, default: 0] += 1 }
      case (.success, .failure(let error)):
        accepted += 1
        let difference = KnownDifference.acceptance(error, of: bytes)
        #expect(difference != nil, "accepted, \(error): \(Self.show(bytes))")
        if let difference { known[difference, default: 0] += 1 }
      }
    }
    print("\(FuzzDocuments.count) documents, \(accepted) of them JSON; known differences: \(known)")
    // Neither kind may be rare, or the test would say little.
    #expect(accepted > FuzzDocuments.count / 20)
    #expect(accepted < FuzzDocuments.count * 9 / 10)
  }

  @Test(
    "The known differences of Foundation are still there",
    arguments: [
      ("[1,]", KnownDifference.trailingComma), (#"{"a":1,}"#, .trailingComma), (#"{"a":1,"a":2}"#, .repeatedKey),
      ("{\"\u{E9}\":1,\"e\u{301}\":2}", .equivalentKeys), ("1e400", .numberRange), ("\u{FEFF}[]", .encoding),
      ("[\u{0}]\u{0}", .encoding), ("\"\u{FEFF}a\"", .lostMark),
    ])
  func knownDifferences(text: String, difference: KnownDifference) {
    let bytes = Array(text.utf8)
    let ours = Result { () throws(ScanFault) in try JSONTree(bytes) }
    let theirs = Result { try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) }
    switch (ours, theirs) {
    case (.success(let tree), .success(let value)):
      #expect(!tree.equals(value) && KnownDifference.value(of: tree, bytes) == difference)
    case (.failure(let fault), .success): #expect(KnownDifference.refusal(fault, of: bytes) == difference)
    case (.success, .failure(let error)): #expect(KnownDifference.acceptance(error, of: bytes) == difference)
    case (.failure, .failure): Issue.record("both refuse \(text)")
    }
  }

  static func show(_ bytes: [UInt8]) -> String {
    "\(String(decoding: bytes, as: UTF8.self)) in base64: \(Data(bytes).base64EncodedString())"
  }
}
