// swift-tools-version: 6.2

import PackageDescription

// One array for every target: Swift 6 mode comes with the tools version, warnings are errors.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// The flags that utf8proc's pkg-config file has are not all allowed, which SwiftPM says at each build. Elsewhere than in
// Homebrew none are needed.
#if os(macOS)
  let utf8procFlags: String? = "libutf8proc"
#else
  let utf8procFlags: String? = nil
#endif

let package = Package(
  name: "pressmark",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "pressmark", targets: ["pressmark"]),
    .library(name: "Catalogs", targets: ["Catalogs"]),
    .library(name: "ExportFormat", targets: ["ExportFormat"]),
    .library(name: "ExportInput", targets: ["ExportInput"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.7.0"),
  ],
  targets: [
    // System libraries
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CUTF8Proc", pkgConfig: utf8procFlags, providers: [.apt(["libutf8proc-dev"]), .brew(["utf8proc"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),

    .systemLibrary(name: "CSQLiteExtension"),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),

    // What people may see of a text
    .target(name: "ControlText", swiftSettings: settings),

    // The platform's rules that all share
    .target(name: "StorageKeys", swiftSettings: settings),

    // Text compared as bytes
    .target(name: "ByteText", swiftSettings: settings),

    // Text that people look for
    .target(
      name: "TextMatching", dependencies: ["CPCRE2", "CUTF8Proc"], swiftSettings: settings,
      linkerSettings: [.linkedLibrary("utf8proc")]),

    // The SQL functions, in the program and in other tools
    .target(
      name: "SQLFunctions",
      dependencies: ["ByteText", "CSQLiteExtension", "ControlText", "StorageKeys", "TextMatching"],
      swiftSettings: settings),
    .target(
      name: "ResolveKeyExtension", dependencies: ["CSQLiteExtension", "SQLFunctions"], exclude: ["exports.map"],
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
      name: "ExportFormat", dependencies: ["ControlText", "CXXHash"], swiftSettings: settings),

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

    // Tables from files, for questions beside the catalog
    .target(
      name: "TableInput",
      dependencies: [
        "ControlText",
        "ExportFormat",
        "ExportInput",
        "FileNames",
        "Files",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .target(
      name: "TableImport",
      dependencies: ["ByteText", "ControlText", "SQLText", "SQLite", "TableInput"], swiftSettings: settings),

    // Statements as text
    .target(name: "SQLText", dependencies: ["ByteText"], swiftSettings: settings),

    // Statements for other engines
    .target(name: "SQLDialects", dependencies: ["SQLText"], swiftSettings: settings),

    // The only room that knows SQLite's C interface
    .target(
      name: "SQLite",
      dependencies: [
        "ByteText",
        "CSQLite",
        "ControlText",
        "FileNames",
        "Files",
        "Interruption",
        "SQLFunctions",
        "SQLText",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),

    // The catalog
    .plugin(name: "EmbedSQL", capability: .buildTool(), dependencies: ["embed-sql"]),
    .executableTarget(
      name: "embed-sql", dependencies: [.product(name: "SystemPackage", package: "swift-system")],
      swiftSettings: settings),
    .target(name: "EmbeddedSQL", swiftSettings: settings, plugins: ["EmbedSQL"]),
    .target(
      name: "Catalogs",
      dependencies: [
        "ByteText",
        "CXXHash",
        "ControlText",
        "EmbeddedSQL",
        "ExportFormat",
        "FileNames",
        "Files",
        "Interruption",
        "SQLDialects",
        "SQLFunctions",
        "SQLText",
        "SQLite",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings, plugins: ["EmbedSQL"]),

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
        "ByteText",
        "Catalogs",
        "ControlText",
        "DisplayWidth",
        "Files",
        "Interruption",
        "SQLText",
        "SQLite",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .target(
      name: "Shell",
      dependencies: [
        "ByteText",
        "Catalogs",
        "ControlText",
        "DisplayWidth",
        "FileNames",
        "Files",
        "Interruption",
        "LineEditor",
        "Output",
        "SQLFunctions",
        "SQLText",
        "SQLite",
        "TableImport",
        "TableInput",
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "pressmark",
      dependencies: [
        "ByteText",
        "Catalogs",
        "ControlText",
        "ExportFormat",
        "ExportInput",
        "EmbeddedSQL",
        "FileNames",
        "Files",
        "Interruption",
        "Output",
        "SQLDialects",
        "SQLText",
        "SQLite",
        "Shell",
        "TableImport",
        "TableInput",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: settings),

    // What only developers run
    .executableTarget(
      name: "reference-pages", dependencies: ["Catalogs", "EmbeddedSQL", "SQLite", "Shell"],
      path: "Tools/reference-pages",
      swiftSettings: settings),
    .executableTarget(
      name: "library-example", dependencies: ["Catalogs", "ExportInput", "SQLite"], path: "Examples/library-example",
      swiftSettings: settings),
    .executableTarget(
      name: "decode-benchmark", dependencies: ["ExportFormat"], path: "Benchmarks/decode", swiftSettings: settings),

    // Tests
    .testTarget(name: "ControlTextTests", dependencies: ["ControlText"], swiftSettings: settings),
    .testTarget(name: "FileNamesTests", dependencies: ["FileNames"], swiftSettings: settings),
    .testTarget(name: "ByteTextTests", dependencies: ["ByteText"], swiftSettings: settings),
    .testTarget(name: "TextMatchingTests", dependencies: ["TextMatching"], swiftSettings: settings),
    .testTarget(name: "SQLTextTests", dependencies: ["SQLText"], swiftSettings: settings),
    .testTarget(
      name: "SQLDialectsTests", dependencies: ["EmbeddedSQL", "SQLDialects", "SQLText"], exclude: ["Golden"],
      swiftSettings: settings),
    .testTarget(
      name: "SQLFunctionsTests", dependencies: ["Catalogs", "SQLFunctions", "SQLite"], swiftSettings: settings),
    .testTarget(
      name: "SQLiteTests", dependencies: ["CatalogFixture", "Catalogs", "FileNames", "SQLite"], swiftSettings: settings),
    .testTarget(
      name: "FilesTests",
      dependencies: ["FileNames", "Files", .product(name: "SystemPackage", package: "swift-system")],
      swiftSettings: settings),
    .testTarget(
      name: "ExportFormatTests", dependencies: ["ExportFormat"], exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "ExportInputTests", dependencies: ["ExportInput", "ExportFormat", "FileNames"], swiftSettings: settings),
    .testTarget(
      name: "CatalogTests",
      dependencies: [
        "ByteText", "Catalogs", "ExportFormat", "ExportInput", "SQLDialects", "SQLFunctions", "SQLText", "SQLite",
        "StorageKeys",
      ],
      resources: [.copy("Exports"), .copy("FormerQueries")],
      swiftSettings: settings),
    .testTarget(name: "TableInputTests", dependencies: ["ExportInput", "TableInput"], swiftSettings: settings),
    .testTarget(
      name: "TableImportTests", dependencies: ["CatalogFixture", "Catalogs", "SQLite", "TableImport", "TableInput"],
      swiftSettings: settings),
    .testTarget(name: "DisplayWidthTests", dependencies: ["DisplayWidth"], swiftSettings: settings),
    .testTarget(name: "LineEditorTests", dependencies: ["LineEditor", "DisplayWidth"], swiftSettings: settings),
    .target(
      name: "CatalogFixture", dependencies: ["Catalogs", "SQLite"], path: "Tests/CatalogFixture",
      swiftSettings: settings),
    .testTarget(
      name: "OutputTests",
      dependencies: ["Output", "CatalogFixture", "Catalogs", "ControlText", "DisplayWidth", "SQLText", "SQLite"],
      swiftSettings: settings),
    .testTarget(
      name: "ShellTests",
      dependencies: [
        "Shell", "Catalogs", "CatalogFixture", "DisplayWidth", "LineEditor", "Output", "SQLText", "SQLite",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "CommandLineTests", dependencies: ["Catalogs", "ControlText", "SQLite", "library-example", "pressmark"],
      exclude: ["Golden"], swiftSettings: settings),
  ]
)
