import Foundation
import Testing

/// Runs the built program as a child, as a user would: what went in, what came out, how it ended.
struct Command {
  let status: Int32
  let out: String
  let err: String

  /// The lines of standard error.
  var complaints: [Substring] { err.split(separator: "\n") }

  /// The program stands beside the test bundle's resources.
  static let program = Bundle.module.bundleURL.deletingLastPathComponent().appendingPathComponent("alyosha")
  static let fixtures = Bundle.module.bundleURL.appendingPathComponent("Fixtures")
  static let reports = ["halyard-queue.html", "pemberton-wires.md", "copperline-metal.xml", "northgate-survey.html"]

  /// Runs `alyosha` with `arguments` in `folder`, with nothing of the tester's own configuration in its environment.
  static func run(
    _ arguments: String..., input: String = "", in folder: URL = fixtures, environment: [String: String] = [:]
  ) throws -> Command {
    try run(arguments, input: Data(input.utf8), in: folder, environment: environment)
  }

  static func run(
    _ arguments: [String], input: Data = Data(), in folder: URL = fixtures, environment: [String: String] = [:],
    output: String? = nil
  ) throws -> Command {
    let scratch = try Scratch()
    try input.write(to: scratch.url("in"))
    for name in ["out", "err"] { try Data().write(to: scratch.url(name)) }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": scratch.url.path].merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: scratch.url("in"))
    process.standardOutput = try FileHandle(forWritingTo: output.map { URL(fileURLWithPath: $0) } ?? scratch.url("out"))
    process.standardError = try FileHandle(forWritingTo: scratch.url("err"))
    try process.run()
    process.waitUntilExit()
    return Command(
      status: process.terminationStatus, out: String(decoding: try Data(contentsOf: scratch.url("out")), as: UTF8.self),
      err: String(decoding: try Data(contentsOf: scratch.url("err")), as: UTF8.self))
  }
}

/// A folder that goes away with the value that made it.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("alyosha-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func url(_ name: String) -> URL { url.appendingPathComponent(name) }

  func put(_ bytes: some Sequence<UInt8>, as name: String) throws { try Data(bytes).write(to: url(name)) }
  func put(_ text: String, as name: String) throws { try put(text.utf8, as: name) }

  var files: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted() }
}

/// The cases of a fixture file: fields between bars, `#` begins a comment.
func cases(_ file: String) -> [[String]] {
  let text = (try? String(contentsOf: Command.fixtures.appendingPathComponent(file), encoding: .utf8)) ?? ""
  return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
    line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
