import CatalogFixture
import Catalogs
import Foundation
import Output
import SQLite
import Testing

/// Lists end where they are told to, in every format, and say so.
@Suite struct DiffLimitTests {
  /// 30 files by 30 authors, each decided by another validator.
  static let exports = """
    INSERT INTO exports (export_id, name, project_id, source, source_digest, byte_count, record_count, imported_at,
      tool_version) VALUES
      (1, 'old', 7, 'a', '00', 1, 30, '2025-05-02 10:00:00', '1.0'),
      (2, 'new', 7, 'b', '01', 1, 30, '2025-06-11 10:00:00', '1.0');
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
    INSERT INTO files (file_key, export_id, file_id, file_name, file_type, status, author_name, validator_name,
      upload_date, update_date, related_duplicates, digest)
    SELECT i, 1, printf('f%02d', i), 'a', 'image', 'v', printf('ann-%02d', i), NULL, '2025-01-01 10:00', NULL, 0, i FROM n
    UNION ALL
    SELECT i + 30, 2, printf('f%02d', i), 'a', 'image', 'a', printf('ann-%02d', i), printf('vic-%02d', i),
      '2025-01-01 10:00', '2025-02-01 10:00', 0, i + 30 FROM n;
    """

  struct Written {
    var text: String
    var remarks: [String]
  }

  static func written(_ format: DiffFormat, details: ChangeFilter?, limit: Int?) throws -> Written {
    let folder = try TestCatalog(exports)
    let catalog = try folder.open()
    var bytes: [UInt8] = []
    let writer = ByteWriter { piece in
      bytes += piece
      return nil
    }
    let report = DiffReport(format: format, options: FormatOptions(), details: details, limit: limit)
    let remarks = try catalog.withComparison(old: "old", new: "new") { comparison in
      try catalog.withConnection { try report.write(comparison.summary, on: $0, to: writer) }
    }
    writer.flush()
    return Written(text: String(decoding: bytes, as: UTF8.self), remarks: remarks)
  }

  /// How many of a list's names are in a text.
  static func count(_ prefix: String, in text: String) -> Int {
    (1...30).count { text.contains(prefix + ($0 < 10 ? "0\($0)" : "\($0)")) }
  }

  /// The format, the limit, the authors and validators that are shown, and the rest that is said.
  static let lists: [(DiffFormat, Int?, Int)] = [
    (.table, nil, 20), (.table, 3, 3), (.table, 0, 30), (.table, 30, 30), (.table, 1000, 30),
    (.markdown, nil, 20), (.markdown, 3, 3), (.markdown, 0, 30), (.html, nil, 20), (.html, 3, 3), (.html, 0, 30),
    (.json, nil, 30), (.json, 3, 3), (.json, 0, 30),
  ]

  @Test(arguments: lists) func people(_ format: DiffFormat, _ limit: Int?, _ shown: Int) throws {
    let text = try Self.written(format, details: nil, limit: limit).text
    #expect(Self.count("ann-", in: text) == shown && Self.count("vic-", in: text) == shown)
    let rest = "… and \(30 - shown) more of 30: --limit 30 shows all"
    #expect(text.contains(rest) == (format != .json && shown < 30))
    if format == .json {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      #expect((object["totals"] as? [String: Int])?["authors"] == 30)
      #expect((object["authors"] as? [Any])?.count == shown)
    }
  }

  static let details: [(DiffFormat, Int?, Int)] = DiffFormat.allCases.flatMap { format in
    [(format, nil, 30), (format, 7, 7), (format, 0, 30)]
  }

  @Test(arguments: details) func changes(_ format: DiffFormat, _ limit: Int?, _ shown: Int) throws {
    let written = try Self.written(format, details: ChangeFilter(topics: [.status]), limit: limit)
    #expect(Self.count("f", in: written.text) == shown)
    let rest = "… and 23 more of 30: --limit 30 shows all"
    switch format {
    case .table, .markdown, .html: #expect(written.text.contains(rest) == (shown < 30))
    case .tsv, .csv, .line, .list:
      #expect(written.remarks.dropFirst() == (shown < 30 ? [rest] : []))
      #expect(written.remarks.first?.contains(": 30 → 30 files: ") == true)
    case .json, .jsonl:
      #expect(written.text.contains(format == .json ? "\"changes_total\" : 30" : "\"changes_total\":30"))
    }
    #expect([.tsv, .csv, .line, .list].contains(format) || written.remarks.isEmpty)
  }

  /// The default of a table is 100 changes.
  @Test func aTableStopsAtAHundredChanges() throws {
    let text = try Self.written(.table, details: ChangeFilter(), limit: nil).text
    #expect(!text.contains("more of 60"))
    let all = try Self.written(.table, details: ChangeFilter(topics: [.noise, .status, .validators]), limit: 10).text
    #expect(all.contains("… and 80 more of 90: --limit 90 shows all"))
  }
}
