import ArgumentParser
import Catalog
import EmbeddedSQL

@main
struct Pressmark: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "The catalog of dataset exports.")
  func run() { print(EmbeddedSQL.queries.count, EmbeddedSQL.schema.utf8.count) }
}
