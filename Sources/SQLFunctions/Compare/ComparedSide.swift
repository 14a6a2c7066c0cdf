/// The files of one export, as far as a question needs them: one place in each block for each file.
struct ComparedSide: BitwiseCopyable {
  var ids = TextList()
  /// Empty where it was not asked for.
  var keys = Block<Int64>()
  /// Empty where it was not asked for.
  var digests = Block<Int64>()
  /// The codes of the fields of few values, one block for each of ``ComparedField/coded``; empty where not asked for.
  var codes: (Block<UInt32>, Block<UInt32>, Block<UInt32>, Block<UInt32>) = (Block(), Block(), Block(), Block())
  /// Whether each id comes after the one before it.
  var isAscending = true

  var count: Int { ids.count }

  /// The codes of one of the fields of few values.
  @inline(__always)
  func codes(_ place: Int) -> Block<UInt32> {
    switch place {
    case 0: codes.0
    case 1: codes.1
    case 2: codes.2
    default: codes.3
    }
  }

  mutating func free(_ routines: UnsafePointer<SQLiteRoutines>) {
    ids.free(routines)
    keys.free(routines)
    digests.free(routines)
    codes.0.free(routines)
    codes.1.free(routines)
    codes.2.free(routines)
    codes.3.free(routines)
    isAscending = true
  }
}

/// The codes of the fields of few values, for both sides.
struct ComparedCodes: BitwiseCopyable {
  var codes: (TextCodes, TextCodes, TextCodes, TextCodes) = (TextCodes(), TextCodes(), TextCodes(), TextCodes())

  @inline(__always)
  func place(_ place: Int) -> TextCodes {
    switch place {
    case 0: codes.0
    case 1: codes.1
    case 2: codes.2
    default: codes.3
    }
  }

  mutating func free(_ routines: UnsafePointer<SQLiteRoutines>) {
    codes.0.free(routines)
    codes.1.free(routines)
    codes.2.free(routines)
    codes.3.free(routines)
  }
}

/// What is read of the files.
struct ComparedFields: OptionSet {
  let rawValue: UInt8

  static let codes = ComparedFields(rawValue: 0b1111)
  static func code(_ place: Int) -> ComparedFields { ComparedFields(rawValue: 1 << UInt8(place)) }
  static let ids = ComparedFields(rawValue: 1 << 4)
  static let keys = ComparedFields(rawValue: 1 << 5)
  static let digests = ComparedFields(rawValue: 1 << 6)

  /// The columns of `files`, in the order in which ``FileCollector`` receives them.
  var columns: [String] {
    (contains(.ids) ? ["file_id"] : []) + (contains(.keys) ? [ComparedField.key.rawValue] : [])
      + (contains(.digests) ? [ComparedField.digest.rawValue] : [])
      + ComparedField.coded.indices.filter { contains(.code($0)) }.map { ComparedField.coded[$0].rawValue }
  }
}
