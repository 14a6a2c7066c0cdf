/// Finds the original of every file along links to a better file.
///
/// Each file has at most one link, so a cluster ends in one file without a link, or in a ring: then its least id
/// stands for it. Every link is followed once.
struct ClusterRoots {
  private let links: [String: String]
  private var roots: [String: String] = [:]

  init(links: [String: String]) {
    self.links = links
  }

  /// The original of a file: the end of its chain, or the file itself.
  mutating func root(of id: String) -> String {
    var path: [String] = []
    var places: [String: Int] = [:]
    var current = id
    while true {
      if let known = roots[current] { return settle(path, known) }
      if let place = places[current] { return settle(path, path[place...].min() ?? current) }
      guard let next = links[current] else { return settle(path, current) }
      places[current] = path.count
      path.append(current)
      current = next
    }
  }

  private mutating func settle(_ path: [String], _ root: String) -> String {
    for id in path { roots[id] = root }
    return root
  }
}
