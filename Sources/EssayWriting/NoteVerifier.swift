import FigureExtraction
import Foundation
import ReportReading

/// Holds a note that was published earlier against its reports again: finds them, reads them anew, and runs the proof that
/// publishing runs.
package struct NoteVerifier: Sendable {
  /// Folders in which a report that is not at its path is looked for by its hash.
  package let folders: [String]
  package let reader: ReportReader

  package init(folders: [String] = [], reader: ReportReader = ReportReader()) {
    self.folders = folders
    self.reader = reader
  }

  /// What came of it.
  package struct Outcome: Sendable {
    /// Passages that fail; none means the note is true to its reports.
    package var faults: [ReadBack.Fault] = []
    /// Reports that are missing or have changed, a line each.
    package var remarks: [String] = []
    /// Earlier reports that were not found: what the note remembers of them stands on the ledger's word, a line each.
    package var notices: [String] = []
    /// Figures and derivations that were checked.
    package var checked = 0
    /// Reports that were read again.
    package var reports = 0
    /// False where only the note itself, its front matter and its footnotes could be gone by.
    package var hasSidecar = true
    package var isProved: Bool { faults.isEmpty && remarks.isEmpty }
  }

  /// Why a note cannot be verified at all.
  package struct Failure: Error, Sendable, CustomStringConvertible {
    package let path: String
    package let reason: String
    package let isMissing: Bool
    package var description: String { "\(path): \(reason)" }
  }

  /// Verifies a note. Its sidecar is the one beside it unless another is named; a note without one is read as it stands.
  package func verify(path: String, sidecar named: String? = nil) throws(Failure) -> Outcome {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(path: path, reason: "the note cannot be read", isMissing: true)
    }
    let note = Array(data)
    let place = named ?? NoteFolder.sidecar(of: path)
    let sidecar = FileManager.default.contents(atPath: place)
    if sidecar == nil, named != nil {
      throw Failure(path: place, reason: "the note's provenance cannot be read", isMissing: true)
    }
    if let sidecar {
      guard let provenance = try? JSONDecoder().decode(Provenance.self, from: sidecar) else {
        throw Failure(path: place, reason: "not a note's provenance", isMissing: false)
      }
      var outcome = Outcome()
      let evidence = provenance.reports.map { self.evidence(for: $0, noteAt: path, &outcome) }
      let earlier = self.earlier(provenance.earlierReports, noteAt: path, &outcome)
      outcome.faults = ReadBack(provenance: provenance, evidence: evidence, earlier: earlier).faults(in: note)
      if let chart = provenance.chart {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let drawn = FileManager.default.contents(atPath: "\(folder)/\(chart.file)").map {
          Provenance.digest(of: Array($0))
        }
        if drawn != chart.sha256 {
          outcome.remarks.append("\(chart.file): \(drawn == nil ? "not found" : "changed since the note was written")")
        }
      }
      outcome.checked = provenance.passages.flatMap(\.parts).count {
        $0.kind == .figure || $0.kind == .derived || $0.aspect == .value
      }
      return outcome
    }
    guard let front = FrontMatter(of: String(decoding: note, as: UTF8.self)), !front.reports.isEmpty else {
      throw Failure(
        path: path, reason: "has neither a sidecar nor a front matter that names its reports", isMissing: false)
    }
    var outcome = Outcome()
    outcome.hasSidecar = false
    let evidence = front.reports.map { self.evidence(for: $0, noteAt: path, &outcome) }
    outcome.faults = front.faults(against: evidence)
    let found = earlier(front.earlier, noteAt: path, &outcome)
    outcome.faults += FrontMatter.faults(in: front.earlier, against: front.earlier.map { found[$0.sha256] })
    var reading = BareReading(
      note: note, evidence: evidence.compactMap { $0 } + front.earlier.compactMap { found[$0.sha256] },
      absent: front.earlier.filter { found[$0.sha256] == nil })
    outcome.faults += reading.faults(&outcome.checked)
    return outcome
  }

  /// The evidence of earlier reports by content; what is not found is noticed and is no failure, since a night's reports
  /// may be gone by the next, and the ledger keeps what it read in them.
  private func earlier(
    _ sources: [Provenance.SourceReport], noteAt path: String, _ outcome: inout Outcome
  ) -> [String: Evidence] {
    var found: [String: Evidence] = [:]
    for source in sources {
      switch evidence(for: source, noteAt: path) {
      case .success(let evidence):
        found[source.sha256] = evidence
        outcome.reports += 1
      case .failure(let absence):
        outcome.notices.append(
          "\(source.path.isEmpty ? source.title : source.path) (earlier report): \(absence.reason); "
            + "its figures are taken from the ledger's record")
      }
    }
    return found
  }

  private struct Absence: Error { let reason: String }

  private func evidence(
    for source: Provenance.SourceReport, noteAt path: String, _ outcome: inout Outcome
  ) -> Evidence? {
    switch evidence(for: source, noteAt: path) {
    case .success(let evidence):
      outcome.reports += 1
      return evidence
    case .failure(let absence):
      outcome.remarks.append("\(source.path): \(absence.reason)")
      return nil
    }
  }

  /// A report by its path, beside the note or in the folders; by its hash wherever it went.
  private func evidence(for source: Provenance.SourceReport, noteAt path: String) -> Result<Evidence, Absence> {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var reason = "not found, by path or by hash"
    for place in places(of: source, in: folder) {
      guard let data = FileManager.default.contents(atPath: place) else { continue }
      let bytes = Array(data)
      guard Provenance.digest(of: bytes) == source.sha256 else {
        // An item of a feed, a message or an attachment is proved by its own hash inside the file that holds it.
        if reader.isContainer(bytes, path: place), let file = try? reader.file(bytes: bytes, path: place),
          let report = file.reports.first(where: { $0.source.sha256 == source.sha256 })
        {
          return .success(FigureExtractor().evidence(from: report))
        }
        if URL(fileURLWithPath: place).lastPathComponent == Self.name(of: source) {
          reason = "changed since the note was written"
        }
        continue
      }
      do throws(ReadingError) {
        let report = try reader.read(bytes: bytes, path: source.path)
        return .success(FigureExtractor().evidence(from: report))
      } catch {
        reason = error.reason.text
      }
    }
    return .failure(Absence(reason: reason))
  }

  private func places(of source: Provenance.SourceReport, in folder: String) -> [String] {
    let file = Self.file(of: source)
    return (file.isEmpty ? [] : [file, "\(folder)/\(file)"]) + candidates(named: Self.name(of: source))
  }

  /// The file that a report is, or is in.
  private static func file(of source: Provenance.SourceReport) -> String {
    ReportReader.member(of: source.path)?.file ?? source.path
  }

  private static func name(of source: Provenance.SourceReport) -> String {
    URL(fileURLWithPath: file(of: source)).lastPathComponent
  }

  /// Files of the search folders and of the folders in them: those of the same name first.
  private func candidates(named name: String) -> [String] {
    folders.flatMap { folder -> [String] in
      let names = ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).sorted()
      func isSame(_ entry: String) -> Bool { URL(fileURLWithPath: entry).lastPathComponent == name }
      return (names.filter(isSame) + names.filter { !isSame($0) }).map { "\(folder)/\($0)" }
    }
  }
}
