/// Finds the original of every file along links to a better file.
///
/// Files are numbers here. Each has at most one link, so a cluster ends in one file without a link, or in a ring: then
/// its first file in the order of `ids` counts as the original. Every link is followed once.
struct ClusterRoots {
  /// The file that each file links to; -1 for none.
  private let links: [Int]
  /// The original of each file; -1 while it is not known.
  private var roots: [Int]
  /// The place of each file on the path that is followed now; -1 elsewhere.
  private var places: [Int]

  init(links: [Int]) {
    self.links = links
    roots = Array(repeating: -1, count: links.count)
    places = roots
  }

  /// The original of a file: the end of its chain, or the file itself.
  mutating func root(of file: Int) -> Int {
    var path: [Int] = []
    var current = file
    while roots[current] < 0 {
      if places[current] >= 0 { return settle(path, path[places[current]...].min() ?? current) }
      places[current] = path.count
      path.append(current)
      if links[current] < 0 { return settle(path, current) }
      current = links[current]
    }
    return settle(path, roots[current])
  }

  private mutating func settle(_ path: [Int], _ root: Int) -> Int {
    for file in path {
      roots[file] = root
      places[file] = -1
    }
    return root
  }
}
