import FigureExtraction
import Foundation
import LedgerStore
import Logging
import NightShift
import ReportReading
import Synchronization

/// A shift over folders of its own, with a clock that is set by hand and stages that are plain to foresee.
final class Bench: Sendable {
  let root: String
  let time = Mutex<Int64>(Bench.start)
  let statuses = Mutex<[String]>([])

  /// 2026-03-02 12:00 UTC, long before any file of a test was changed: rest is counted by the bench's clock.
  static let start: Int64 = 1_772_452_800

  var inbox: String { root + "/inbox" }
  var outbox: String { root + "/outbox" }
  var state: String { root + "/state" }

  /// With a name, always in the same place, so that notes, which name their reports, can be compared byte for byte.
  init(_ name: String = UUID().uuidString) throws {
    let made = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(path: "night-\(name)")
    try? FileManager.default.removeItem(at: made)
    root = made.path
    for folder in ["inbox", "outbox", "state"] {
      try FileManager.default.createDirectory(at: made.appending(path: folder), withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func options() -> ShiftOptions {
    var options = ShiftOptions(inbox: [inbox], outbox: outbox, state: state)
    options.settle = 10
    options.schedule = Schedule(hour: 3, minute: 30, timeZone: TimeZone(identifier: "UTC") ?? .current)
    return options
  }

  func ledger() throws -> Ledger { try Ledger(path: state + "/ledger.sqlite") }

  func shift(
    _ options: ShiftOptions? = nil, ledger: Ledger, desk: Desk = Desk(stages: Bench.stages),
    faults: @escaping Faults = { _ in }
  ) -> Shift {
    Shift(
      options: options ?? self.options(), ledger: ledger, desk: desk, clock: NightClock { self.time.withLock { $0 } },
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, faults: faults,
      onStatus: { status in self.statuses.withLock { $0.append(status) } })
  }

  func pass(seconds: Int64) { time.withLock { $0 += seconds } }
  func pass(to moment: Int64) { time.withLock { $0 = moment } }

  func write(_ name: String, _ text: String) throws {
    let path = inbox + "/" + name
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  /// A small report whose one figure is `value`.
  func report(_ name: String, _ value: Int, note: String = "") throws {
    try write(name, "# Copper \(value)\n\nCopper demand reached \(value) tonnes in 2026. \(note)\n")
  }

  /// Notes and their sidecars in the outbox, by name; hidden files too.
  func published() throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: outbox) {
      files[name] = String(decoding: FileManager.default.contents(atPath: outbox + "/" + name) ?? Data(), as: UTF8.self)
    }
    return files
  }

  /// One look now to see, one after the settle time to read.
  func settleAndLook(_ shift: Shift) async throws -> Look {
    _ = try await shift.look()
    pass(seconds: 11)
    return try await shift.look()
  }

  static func night(_ iso: String, _ instant: Int64 = Bench.start) -> Schedule.Night {
    Schedule.Night(date: CalendarDate(iso: iso) ?? CalendarDate(dayNumber: 0), instant: instant)
  }

  private static func evidence(of report: Report) -> Evidence {
    guard let first = report.text.firstIndex(where: { (48...57).contains($0) }), !report.sentences.isEmpty else {
      return Evidence(report: report, figures: [])
    }
    let end = report.text[first...].firstIndex { !(48...57).contains($0) } ?? report.text.count
    let value = Decimal(string: String(decoding: report.text[first..<end], as: UTF8.self)) ?? 0
    let figure = Figure(quantity: Quantity(value, .count), span: Span(first, end), place: .prose(sentence: 0))
    return Evidence(report: report, figures: [figure])
  }

  /// Reads with the program's reader, and takes the first digits of the second block for the one figure.
  static let stages = Stages(
    read: { bytes, path in
      do throws(ReadingError) {
        let file = try ReportReader().file(bytes: bytes, path: path)
        return .success(
          FileEvidence(
            reports: file.reports.map(Bench.evidence), faults: file.faults, isContainer: file.isContainer))
      } catch {
        return .failure(Refusal(reason: error.reason.text))
      }
    },
    compose: { request, evidence in
      let lines = evidence.map {
        "- \($0.figures.map(\.quantity.value.description).joined()) \($0.report.source.sha256)"
      }
      let text = "# Note of \(request.asOf)\n\n" + lines.sorted().joined(separator: "\n") + "\n"
      return .success(
        ComposedNote(
          title: "Note", stem: "\(request.asOf)-note", markdown: Data(text.utf8), sidecar: Data("{}\n".utf8),
          stances: ["copper": "positive"]))
    })
}

/// The program itself, as built beside the tests, or another one that `ALYOSHA_PROGRAM` names; and the tests' harness.
enum Program {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let environment = ProcessInfo.processInfo.environment
  private static let beside = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()
  static let path =
    environment["ALYOSHA_PROGRAM"].map { URL(fileURLWithPath: $0, relativeTo: package).path }
    ?? beside.appending(path: "alyosha").path
  static let harness = beside.appending(path: "night-harness").path
  static let isBuilt = FileManager.default.isExecutableFile(atPath: path)
  static let isSoak = environment["ALYOSHA_SOAK"] == "1"

  /// Starts it with nothing of this environment but what is given.
  static func start(
    _ arguments: [String], program: String = path, environment: [String: String] = [:], output: FileHandle? = nil,
    errors: FileHandle? = nil
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TZ": "UTC"].merging(environment) { $1 }
    process.standardOutput = output ?? FileHandle.nullDevice
    process.standardError = errors ?? FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs it to its end: its status, or minus the signal, and what it said on standard error, or on standard output.
  static func run(
    _ arguments: [String], program: String = path, environment: [String: String] = [:], hearsOutput: Bool = false
  ) throws -> (status: Int32, errors: String) {
    let pipe = Pipe()
    let process = try start(
      arguments, program: program, environment: environment, output: hearsOutput ? pipe.fileHandleForWriting : nil,
      errors: hearsOutput ? nil : pipe.fileHandleForWriting)
    try pipe.fileHandleForWriting.close()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus, said)
  }
}
