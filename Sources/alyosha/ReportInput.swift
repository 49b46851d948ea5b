import ArgumentParser
import FigureExtraction
import Foundation
import ReportReading

/// The reports a command was given, and what becomes of bad ones: each is named with its reason in one line on standard
/// error; the rest go on; with none left the command ends with 65 (bad input) or 66 (no input).
struct ReportInput: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Report files, folders of them, or - for standard input.", valueName: "report"),
    completion: .file())
  var paths: [String] = []

  @Flag(help: "End with status 65 when any report is bad, after writing what the others give.")
  var strict = false

  /// What could be read, in the order given, and whether anything could not.
  struct Reading: Sendable {
    var evidence: [Evidence] = []
    var hadBad = false
  }

  func validate() throws {
    if paths.filter({ $0 == "-" }).count > 1 { throw ValidationError("- (standard input) can be read only once.") }
  }

  /// For the `validate` of commands that cannot do without a report.
  func requirePaths() throws {
    if paths.isEmpty { throw ValidationError("Missing expected argument '<report> ...'.") }
  }

  /// Reads every report and extracts its figures, as many at a time as there are processors. Throws the exit code when
  /// none can be read.
  /// Without `limits` those of the configuration hold.
  /// Without `extracting`, the evidence is the reports alone.
  func read(
    limits: ReportReader.Limits? = nil, newest: Int? = nil, extracting: Bool = true
  ) async throws -> Reading {
    Heap.returnLargePieces()
    if extracting, paths.count < Processors.all.count { Task.detached { FigureExtractor.prepare() } }
    let limits = try limits ?? Settings(environment: ProcessInfo.processInfo.environment).readingLimits
    var reading = Reading()
    var missing = true
    var files: [String] = []
    for path in paths {
      switch ReportFolder.files(in: path) {
      case nil: files.append(path)
      case let found? where found.isEmpty:
        Diagnostics.say("\(path): no report files in this folder")
        reading.hadBad = true
      case let found?:
        files += newest.map { Array(found.prefix($0)) } ?? found
        if let newest, found.count > newest {
          Diagnostics.say("\(path): the newest \(newest) of \(found.count) reports (--newest)")
        }
      }
    }
    for (path, outcome) in zip(files, await Self.evidence(of: files, limits: limits, extracting: extracting)) {
      switch outcome {
      case .success(let evidence):
        reading.evidence += evidence
        for report in evidence.map(\.report) {
          for note in report.notes where Self.saysLoss(note) { Diagnostics.warn("\(report.source.path): \(note)") }
        }
      case .failure(let error):
        let only = files.count == 1 && paths.count == 1
        (only ? Diagnostics.say : Diagnostics.warn)(
          error.path.isEmpty ? "\(path): \(error.reason.text)" : error.description)
        reading.hadBad = true
        if !error.isMissingInput { missing = false }
      }
    }
    if reading.evidence.isEmpty { throw missing ? ExitCode.noInput : ExitCode.badInput }
    return reading
  }

  /// Call last: the status that `--strict` asks for.
  func finish(_ reading: Reading) throws {
    if strict, reading.hadBad { throw ExitCode.badInput }
  }

  /// Whether a reader's note says that a part of the report is missing from what was read.
  private static func saysLoss(_ note: String) -> Bool {
    ["left out", "only the first", "not read", "cut at"].contains(where: note.contains)
  }

  /// What one file gives: a feed or a message holds several reports.
  private typealias Outcome = Result<[Evidence], ReadingError>

  private static func evidence(
    of files: [String], limits: ReportReader.Limits, extracting: Bool
  ) async -> [Outcome] {
    let width = Processors.all.count
    // One processor a file where there are as many files, all of them for the last few.
    let each = files.count < width ? Processors.all : .one
    let reader = ReportReader(limits: limits, processors: each)
    let extractor = FigureExtractor(processors: each)
    return await withTaskGroup(of: (Int, Outcome).self) { group in
      var outcomes = [Outcome?](repeating: nil, count: files.count)
      var next = 0
      func start() {
        guard next < files.count else { return }
        let (index, path) = (next, files[next])
        next += 1
        group.addTask {
          do throws(ReadingError) {
            return (
              index,
              .success(
                try reader.reports(path: path).map {
                  extracting ? extractor.evidence(from: $0) : Evidence(report: $0, figures: [])
                })
            )
          } catch {
            return (index, .failure(error))
          }
        }
      }
      for _ in 0..<width { start() }
      var done = 0
      while let (index, outcome) = await group.next() {
        outcomes[index] = outcome
        done += 1
        if files.count > 1 { Diagnostics.progress("read \(done) of \(files.count)") }
        start()
      }
      if files.count > 1 { Diagnostics.progress("") }
      return outcomes.compactMap(\.self)
    }
  }
}
