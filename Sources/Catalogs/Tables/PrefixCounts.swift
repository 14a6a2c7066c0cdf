/// How many different values there are, within one export, of the first column of an index after the export, of the first
/// two, and so on.
typealias PrefixCounts = [Imposter: [Int]]
