import Foundation
import PackagePlugin

/// Writes `schema.sql` and `queries/*.sql` into the target's Swift sources, so that the program is one file
/// wherever it is copied.
@main
struct EmbedSQL: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedSQL+Texts.swift")
    let queries = root.appending(path: "queries")
    let names = try FileManager.default.contentsOfDirectory(atPath: queries.path).filter { $0.hasSuffix(".sql") }
    let inputs = [root.appending(path: "schema.sql")] + names.sorted().map { queries.appending(path: $0) }
    return [
      .buildCommand(
        displayName: "Embedding schema.sql and \(names.count) saved queries",
        executable: try context.tool(named: "embed-sql").url,
        arguments: [output.path] + inputs.map(\.path),
        inputFiles: inputs,
        outputFiles: [output])
    ]
  }
}
