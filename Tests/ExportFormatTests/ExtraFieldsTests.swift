import Testing

@testable import ExportFormat

@Suite("Fields beside the known ones")
struct ExtraFieldsTests {
  @Test(
    arguments: [
      (nil, nil, nil, nil), ("{\"a\":1}", nil, nil, "{\"a\":1}"), ("{\"rebound\":\"\"}", nil, "\"\"", nil),
      (
        "{\"a\":{\"rebound\":[1,\"}\"]},\"rebound_project\":0,\"rebound\":\"\"}", "0", "\"\"",
        "{\"a\":{\"rebound\":[1,\"}\"]}}"
      ),
      ("{\"rebound_project\":-0,\"z\":\"\\\"rebound\\\":\"}", "-0", nil, "{\"z\":\"\\\"rebound\\\":\"}"),
      ("{\"a\":{\"rebound\":\"\"}}", nil, nil, "{\"a\":{\"rebound\":\"\"}}"),
    ] as [(String?, String?, String?, String?)])
  func partsLinksFromTheOthers(object: String?, project: String?, rebound: String?, others: String?) {
    let extra = ExtraFields(object)
    #expect(extra.value(of: .reboundProject) == project)
    #expect(extra.value(of: .rebound) == rebound)
    #expect(extra.unknown == others)
  }

  @Test func putsALinkIn() {
    #expect(ExtraFields(nil).with(.rebound, "\"\"") == "{\"rebound\":\"\"}")
    #expect(ExtraFields("{\"a\":1}").with(.reboundProject, "7") == "{\"a\":1,\"rebound_project\":7}")
    #expect(
      ExtraFields("{\"rebound_project\":0,\"a\":1}").with(.reboundProject, "7") == "{\"a\":1,\"rebound_project\":7}")
    #expect(ExtraFields("{\"rebound_project\":0,\"a\":1}").without(.reboundProject) == "{\"a\":1}")
  }
}
