// swift-tools-version: 6.2
import PackageDescription

/// The pipeline, stage by stage. A stage imports only the stages before it.
let package = Package(
  name: "alyosha",
  products: [.executable(name: "alyosha", targets: ["alyosha"])],
  // Exact versions, because Package.resolved is not kept: the same commit builds the same program.
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(
      url: "https://github.com/apple/swift-configuration", exact: "1.4.0", traits: ["YAML", "Reloading"]),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CCMark", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(
      name: "ReportReading",
      dependencies: [
        "CLibXML2", "CCMark", "CArchive", "CLinux", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(name: "FigureExtraction", dependencies: ["ReportReading"]),
    .target(name: "ThesisBuilding", dependencies: ["FigureExtraction"]),
    .target(name: "ViaNegativa", dependencies: ["ThesisBuilding"]),
    .target(
      name: "EssayTemplates", path: "Templates", exclude: ["README.md"], sources: ["EssayTemplates.swift"],
      resources: [
        .embedInCode("note.mustache"), .embedInCode("front-matter.mustache"), .embedInCode("hook.mustache"),
        .embedInCode("thesis.mustache"), .embedInCode("metrics-table.mustache"), .embedInCode("driver.mustache"),
        .embedInCode("implications.mustache"), .embedInCode("lens.mustache"), .embedInCode("bottom-line.mustache"),
        .embedInCode("colophon.mustache"), .embedInCode("footnotes.mustache"), .embedInCode("digest.mustache"),
        .embedInCode("phrasings.txt"),
      ]),
    .target(
      name: "EssayWriting",
      dependencies: [
        "ViaNegativa", "EssayTemplates", "CLibXML2",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .target(
      name: "LedgerStore",
      dependencies: ["EssayWriting", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(
      name: "NightShift",
      dependencies: [
        "LedgerStore", "CLinux",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),
    .executableTarget(
      name: "alyosha",
      dependencies: [
        "NightShift",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Yams", package: "Yams"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .testTarget(
      name: "ReportReadingTests", dependencies: ["ReportReading", "CArchive"], resources: [.copy("Fixtures")]),
    .testTarget(name: "FigureExtractionTests", dependencies: ["FigureExtraction"], resources: [.copy("Fixtures")]),
    .testTarget(name: "ThesisBuildingTests", dependencies: ["ThesisBuilding"], resources: [.copy("Fixtures")]),
    .testTarget(name: "ViaNegativaTests", dependencies: ["ViaNegativa"], resources: [.copy("Fixtures")]),
    .testTarget(name: "EssayWritingTests", dependencies: ["EssayWriting"], resources: [.copy("Fixtures")]),
    .testTarget(
      name: "LedgerStoreTests", dependencies: ["LedgerStore", .product(name: "GRDB", package: "GRDB.swift")]),
    .executableTarget(
      name: "alyosha-bench",
      dependencies: [
        "LedgerStore", "CLibXML2", "AllocationCount", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      path: "Tests/Benchmark", exclude: ["peers.py"]),
    .target(name: "AllocationCount", path: "Tests/AllocationCount"),
    .executableTarget(name: "night-harness", dependencies: ["NightShift"], path: "Tests/NightHarness"),
    .testTarget(name: "NightShiftTests", dependencies: ["NightShift", "night-harness", "alyosha"]),
    .testTarget(name: "CommandTests", dependencies: ["alyosha"], resources: [.copy("Fixtures")]),
  ],
  swiftLanguageModes: [.v6]
)

// `make lint` and `make test` let no warning pass; a user's build, perhaps with a newer compiler, does.
if Context.environment["ALYOSHA_STRICT"] == "1" {
  for target in package.targets where [.regular, .executable, .test].contains(target.type) {
    target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
  }
}

// `make build` links Swift's libraries into the program, which then starts in two thirds of the time, holds 7 MB less and runs
// where no Swift is installed. Test bundles load them, as the testing libraries do.
if Context.environment["ALYOSHA_STATIC"] == "1" {
  for target in package.targets where ["alyosha", "alyosha-bench"].contains(target.name) {
    target.linkerSettings = [
      .unsafeFlags([
        "-static-stdlib", "-use-ld=lld", "-lswiftSynchronization", "-lCoreFoundation", "-l_FoundationICU",
        "-l_FoundationCShims",
        "-l_FoundationCollections",
      ])
    ]
  }
}
