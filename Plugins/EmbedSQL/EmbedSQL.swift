import Foundation
import PackagePlugin

/// Writes SQL texts into Swift sources, so that the program is one file wherever it is copied.
///
/// A target with `.sql` files among its sources gets these, as constants of its enum `SQLTexts`. A target without any
/// gets `schema.sql` and the saved queries in `queries/`, as constants of its enum `EmbeddedSQL`.
@main
struct EmbedSQL: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let own = target.sourceModule?.sourceFiles(withSuffix: ".sql").map(\.url) ?? []
    guard own.isEmpty else { return [try command("SQLTexts", own.sorted { $0.path < $1.path }, context: context)] }
    let root = context.package.directoryURL
    let folder = root.appending(path: "queries")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }
    let queries = names.sorted().map { folder.appending(path: $0) }
    return [
      try command("EmbeddedSQL", [root.appending(path: "schema.sql")], list: ("queries", queries), context: context)
    ]
  }

  private func command(
    _ type: String, _ texts: [URL], list: (name: String, files: [URL])? = nil, context: PluginContext
  ) throws -> Command {
    let output = context.pluginWorkDirectoryURL.appending(path: "\(type)+Texts.swift")
    let files = list?.files ?? []
    return .buildCommand(
      displayName: "Embedding \(texts.count + files.count) SQL texts as \(type)",
      executable: try context.tool(named: "embed-sql").url,
      arguments: [output.path, type] + texts.map(\.path) + (list.map { ["--list", $0.name] } ?? [])
        + files.map(\.path),
      inputFiles: texts + files,
      outputFiles: [output])
  }
}
