extension TableFile {
  /// Makes the columns of what was learned.
  func finishExamination() {
    let isDelimited = dialect != nil
    var names = header ?? []
    if header == nil {
      let firstID = guesses.firstIndex(where: \.holdsIDs)
      names = guesses.indices.map { index in
        index == firstID ? "file_id" : guesses.count == 1 ? "value" : "column\(index + 1)"
      }
    } else if isDelimited {
      names = names.map(Self.trimmed)
    }
    let (usable, renamed) = ColumnNames.usable(names)
    let emptyIsText = dialect?.emptyIsText ?? false
    columns = zip(usable, guesses).map { name, guess in
      TableColumn(
        name: name, kind: options.keepsText ? .text : guess.type(emptyIsText: emptyIsText), holdsIDs: guess.holdsIDs)
    }
    if isDelimited, options.hasHeader == nil { remarks.append(.header(hasHeader)) }
    if let separator = dialect?.separator, options.separator == nil { remarks.append(.separator(separator)) }
    remarks += renamed
    for (column, guess) in zip(columns, guesses) where !options.keepsText && guess.numbersAsText > 0 {
      guard let offender = guess.offender else { continue }
      remarks.append(
        .numbersAsText(column: column.name, numbers: guess.numbersAsText, value: offender.value, line: offender.line))
    }
    if blankLines > 0 { remarks.append(.blankLines(blankLines)) }
    if dialect?.hasEscapes == true, options.format != .tsv { remarks.append(.escapes) }
    if dialect?.marksNull == true, !emptyIsText, guesses.contains(where: { $0.empties > 0 }) {
      remarks.append(.emptyFields)
    }
  }

  /// A name without white space around it.
  private static func trimmed(_ name: String) -> String {
    let scalars = name.unicodeScalars
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    guard let first = scalars.firstIndex(where: { !isSpace($0) }), let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
