import ArgumentParser
import EssayWriting
import FigureExtraction
import Foundation
import ReportReading

/// `alyosha verify`: reads a note back against its reports.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read a note back and hold every figure against the reports it came from.",
    discussion: """
      The note's provenance (NOTE.provenance.json, written beside it) says where each figure stands; the reports are \
      read again and compared. Ends with status 65 and names each passage that does not hold.

      EXAMPLES
        alyosha verify essays/2026-03-02-chips-were-the-bottleneck.md
        alyosha verify note.md --reports ~/Reports    where the reports have moved
      """)

  @Argument(help: ArgumentHelp("The note.", valueName: "note"), completion: .file(extensions: ["md"]))
  var note: String

  @Option(
    help: ArgumentHelp("The provenance, where it is not beside the note.", valueName: "file"), completion: .file())
  var provenance: String?

  @Option(
    help: ArgumentHelp("A folder to look for the reports in; may be repeated.", valueName: "folder"),
    completion: .directory)
  var reports: [String] = []

  func run() async throws {
    let bytes = try contents(note, what: "the note")
    let sidecar = provenance ?? (note.hasSuffix(".md") ? String(note.dropLast(3)) : note) + ".provenance.json"
    let traced: Provenance
    do {
      traced = try JSONDecoder().decode(
        Provenance.self, from: Data(try contents(sidecar, what: "the note's provenance")))
    } catch let error as DecodingError {
      Diagnostics.say("\(sidecar): not a note's provenance: \(error)")
      throw ExitCode.badInput
    }
    let search = ReportSearch(note: note, folders: reports)
    let evidence = traced.reports.map(search.evidence)
    let faults = ReadBack(provenance: traced, evidence: evidence).faults(in: bytes)
    for fault in faults { Diagnostics.say("\(note): \(fault)") }
    if Provenance.digest(of: bytes) != traced.noteSHA256 { Diagnostics.warn("\(note): changed since it was written") }
    guard faults.isEmpty, !evidence.contains(where: { $0 == nil }) else { throw ExitCode.badInput }
    let figures = traced.passages.flatMap(\.parts).count { $0.kind == .figure || $0.kind == .derived }
    var output = Output()
    try output.line(
      "\(note): \(figures) figures in \(traced.passages.count) passages hold against \(evidence.count) reports")
    try output.flush()
  }

  private func contents(_ path: String, what: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      Diagnostics.say("\(path): \(what) cannot be read")
      throw ExitCode.noInput
    }
    return Array(data)
  }
}

/// Finds a note's reports again, by the path it was written from or by content.
private struct ReportSearch {
  let note: String
  let folders: [String]

  /// Nil, and a word on standard error, where the report that the note names cannot be found as it was.
  func evidence(of source: Provenance.SourceReport) -> Evidence? {
    let beside = (note as NSString).deletingLastPathComponent
    let candidates =
      [source.path, (beside as NSString).appendingPathComponent(source.path)]
      + folders.flatMap { ReportFolder.files(in: $0) ?? [] }
    var reason = ReadingError.Reason.missing.text
    for path in candidates where FileManager.default.fileExists(atPath: path) {
      do throws(ReadingError) {
        let report = try ReportReader().read(path: path)
        if report.source.sha256 == source.sha256 { return FigureExtractor().evidence(from: report) }
        reason = "changed since the note was written"
      } catch {
        reason = error.reason.text
      }
    }
    Diagnostics.say("\(source.path): \(reason)")
    return nil
  }
}
