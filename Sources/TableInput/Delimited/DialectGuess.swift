/// Finds out how a delimited file is written, from its beginning.
struct DialectGuess {
  /// The fields of a row, as bytes.
  typealias Row = [[UInt8]]

  let name: String
  /// The beginning of the file.
  let sample: UnsafeBufferPointer<UInt8>
  let isWhole: Bool

  private static let rowLimit = 1000
  private static let candidates: [UInt8] = [0x09, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|")]

  var endsAtCarriageReturn: Bool { !sample.contains(0x0A) && sample.dropLast().contains(0x0D) }

  /// The first rows as a dialect reads them, up to a fault.
  func rows(_ dialect: Dialect) -> (rows: [Row], hasFault: Bool) {
    let buffer = ByteBuffer(copying: sample, isWhole: isWhole)
    let parser = DelimitedParser(dialect, name: name)
    var rows: [Row] = []
    while rows.count < Self.rowLimit {
      do throws(TableFault) {
        switch try parser.parseRow(in: buffer) {
        case .row:
          rows.append(
            (0..<parser.cellCount).map { index in
              let cell = parser.cells[index]
              let start = buffer.base + Int(cell.offset)
              return Array(UnsafeBufferPointer(start: start, count: Int(cell.count)))
            })
        case .blank: continue
        case .more, .end: return (rows, false)
        }
      } catch {
        return (rows, true)
      }
    }
    return (rows, false)
  }

  /// Whether the first row may go on beyond the sample.
  var needsMore: Bool {
    !isWhole
      && Self.candidates.contains { sample.contains($0) && rows(Dialect(separator: $0)).rows.isEmpty }
  }

  /// The separator that tells the same number of fields apart in all rows; else the one that does so in most.
  ///
  /// - Parameter preferred: what the file's name promises.
  func separator(preferred: UInt8?) -> UInt8? {
    var best: (separator: UInt8, share: Double, fields: Int)?
    for separator in Self.candidates {
      var dialect = separator == Dialect.tab ? Dialect.tsv : Dialect(separator: separator)
      dialect.endsAtCarriageReturn = endsAtCarriageReturn
      let found = rows(dialect)
      guard let first = found.rows.first, first.count > 1 else { continue }
      let like = found.rows.count { $0.count == first.count }
      let share = Double(like) / Double(found.rows.count + (found.hasFault ? 1 : 0))
      let isBetter =
        best.map { best in
          share > best.share || share == best.share && best.separator != Dialect.tab && first.count > best.fields
        } ?? true
      if isBetter { best = (separator, share, first.count) }
    }
    guard let best else { return preferred.flatMap { sample.contains($0) ? $0 : nil } }
    // Where rows differ, it's a list of texts that have commas, unless the name says more.
    if best.share == 1 || best.share > 0.5 && best.separator == preferred { return best.separator }
    if let preferred, sample.contains(preferred) { return preferred }
    return best.share >= 0.9 && best.fields > 2 ? best.separator : nil
  }
}
