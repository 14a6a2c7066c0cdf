// swift-tools-version: 6.2

import PackageDescription

// One array for every target: Swift 6 mode comes with the tools version, warnings are errors.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "pressmark",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "pressmark", targets: ["pressmark"]),
    .library(name: "Catalog", targets: ["Catalog"]),
    .library(name: "ExportFormat", targets: ["ExportFormat"]),
    .library(name: "ExportInput", targets: ["ExportInput"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.7.0"),
  ],
  targets: [
    // System libraries
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

    .systemLibrary(name: "CSQLiteExtension"),
    .systemLibrary(name: "CSQLiteImposter"),

    // What people may see of a text
    .target(name: "ControlText", swiftSettings: settings),

    // The SQL functions, in the program and in other tools
    .target(name: "CatalogFunctions", swiftSettings: settings),
    .target(
      name: "ResolveKeyExtension", dependencies: ["CatalogFunctions", "CSQLiteExtension"], exclude: ["exports.map"],
      swiftSettings: settings),

    // Signals that end the program, as all targets see them
    .target(name: "Interruption", swiftSettings: settings),

    // Where files lie, and how they come into their places
    .target(
      name: "Files", dependencies: ["FileNames", .product(name: "SystemPackage", package: "swift-system")],
      swiftSettings: settings),

    // The names of files, byte for byte
    .target(name: "FileNames", swiftSettings: settings),

    // What an export is
    .target(
      name: "ExportFormat", dependencies: ["CatalogFunctions", "ControlText", "CXXHash"], swiftSettings: settings),

    // Where exports come from: files, compressed files, archives
    .target(
      name: "ExportInput",
      dependencies: [
        "CArchive",
        "CZlib",
        "ControlText",
        "ExportFormat",
        "FileNames",
        "Files",
        "Interruption",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),

    // The catalog
    .plugin(name: "EmbedSQL", capability: .buildTool(), dependencies: ["embed-sql"]),
    .executableTarget(name: "embed-sql", swiftSettings: settings),
    .target(name: "EmbeddedSQL", swiftSettings: settings, plugins: ["EmbedSQL"]),
    .target(
      name: "Catalog",
      dependencies: [
        "CatalogFunctions",
        "ControlText",
        "CSQLiteImposter",
        "CXXHash",
        "EmbeddedSQL",
        "ExportFormat",
        "FileNames",
        "Files",
        "Interruption",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),

    // How people meet it
    .target(name: "DisplayWidth", swiftSettings: settings),
    .target(
      name: "LineEditor",
      dependencies: [
        "ControlText",
        "DisplayWidth",
        "Files",
        "Interruption",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .target(
      name: "Output",
      dependencies: [
        "Catalog",
        "CatalogFunctions",
        "ControlText",
        "DisplayWidth",
        "Files",
        "Interruption",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .target(
      name: "Shell",
      dependencies: [
        "Catalog",
        "CatalogFunctions",
        "ControlText",
        "FileNames",
        "Files",
        "Interruption",
        "LineEditor",
        "Output",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "pressmark",
      dependencies: [
        "Catalog",
        "ControlText",
        "ExportFormat",
        "ExportInput",
        "EmbeddedSQL",
        "FileNames",
        "Files",
        "Interruption",
        "Output",
        "Shell",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),

    .executableTarget(
      name: "decode-benchmark", dependencies: ["ExportFormat"], path: "Benchmarks/decode", swiftSettings: settings),

    // Tests
    .testTarget(name: "ControlTextTests", dependencies: ["ControlText"], swiftSettings: settings),
    .testTarget(name: "FileNamesTests", dependencies: ["FileNames"], swiftSettings: settings),
    .testTarget(
      name: "FilesTests",
      dependencies: ["FileNames", "Files", .product(name: "SystemPackage", package: "swift-system")],
      swiftSettings: settings),
    .testTarget(
      name: "ExportFormatTests", dependencies: ["ExportFormat"], exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "ExportInputTests", dependencies: ["ExportInput", "ExportFormat", "FileNames"], swiftSettings: settings),
    .testTarget(
      name: "CatalogTests", dependencies: ["Catalog", "CatalogFunctions", "ExportFormat", "ExportInput"],
      resources: [.copy("Exports")],
      swiftSettings: settings),
    .testTarget(name: "DisplayWidthTests", dependencies: ["DisplayWidth"], swiftSettings: settings),
    .testTarget(name: "LineEditorTests", dependencies: ["LineEditor", "DisplayWidth"], swiftSettings: settings),
    .target(
      name: "CatalogFixture", dependencies: ["Catalog"], path: "Tests/CatalogFixture", swiftSettings: settings),
    .testTarget(
      name: "OutputTests", dependencies: ["Output", "Catalog", "CatalogFixture", "ControlText"], swiftSettings: settings
    ),
    .testTarget(
      name: "ShellTests", dependencies: ["Shell", "Catalog", "CatalogFixture", "LineEditor", "Output"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandLineTests", dependencies: ["Catalog", "ControlText", "pressmark"], exclude: ["Golden"],
      swiftSettings: settings),
  ]
)
