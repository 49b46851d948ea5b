import FigureExtraction
import Foundation
import ReportReading

/// Holds a note that was published earlier against its reports again.
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
    /// Figures and derivations that were checked.
    package var checked = 0
    package var isProved: Bool { faults.isEmpty && remarks.isEmpty }
  }

  /// Why a note cannot be verified at all.
  package struct Failure: Error, Sendable, CustomStringConvertible {
    package let path: String
    package let reason: String
    package let isMissing: Bool
    package var description: String { "\(path): \(reason)" }
  }

  package func verify(path: String) throws(Failure) -> Outcome {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(path: path, reason: "no such note", isMissing: true)
    }
    let note = Array(data)
    if let sidecar = FileManager.default.contents(atPath: NoteFolder.sidecar(of: path)) {
      guard let provenance = try? JSONDecoder().decode(Provenance.self, from: sidecar) else {
        throw Failure(path: NoteFolder.sidecar(of: path), reason: "not a provenance sidecar", isMissing: false)
      }
      return verify(note, provenance, at: path)
    }
    guard let front = FrontMatter(of: note), !front.reports.isEmpty else {
      throw Failure(
        path: path, reason: "has neither a sidecar nor a front matter that names its reports", isMissing: false)
    }
    var outcome = Outcome()
    let evidence = front.reports.map { self.evidence(for: $0, noteAt: path, &outcome) }
    outcome.faults += BareReading(note: note, evidence: evidence.compactMap { $0 }).faults(&outcome.checked)
    return outcome
  }

  private func verify(_ note: [UInt8], _ provenance: Provenance, at path: String) -> Outcome {
    var outcome = Outcome()
    let evidence = provenance.reports.map { self.evidence(for: $0, noteAt: path, &outcome) }
    if let front = FrontMatter(of: note) {
      for (listed, known) in zip(front.reports, provenance.reports) where listed != known {
        outcome.faults.append(
          .init(passage: listed.title, reason: "the front matter names another report than the sidecar"))
      }
    }
    outcome.faults += ReadBack(provenance: provenance, evidence: evidence).faults(in: note)
    outcome.checked = provenance.passages.flatMap(\.parts).count { $0.kind == .figure || $0.kind == .derived }
    return outcome
  }

  private func evidence(
    for source: Provenance.SourceReport, noteAt path: String, _ outcome: inout Outcome
  ) -> Evidence? {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let places = [source.path, "\(folder)/\(source.path)"] + candidates(named: source.path)
    var changed: String?
    for place in places {
      // An item of a feed or an attachment is proved by its own hash inside the file that holds it.
      let file = ReportReader.member(of: place)?.file ?? place
      guard FileManager.default.fileExists(atPath: file), let data = FileManager.default.contents(atPath: file) else {
        continue
      }
      let bytes = Array(data)
      if file != place {
        let members = try? reader.reports(bytes: bytes, path: file)
        if let report = members?.first(where: { $0.source.sha256 == source.sha256 }) {
          return FigureExtractor().evidence(from: report)
        }
        changed = changed ?? file
        continue
      }
      guard Provenance.digest(of: bytes) == source.sha256 else {
        changed = changed ?? place
        continue
      }
      if let report = try? reader.read(bytes: bytes, path: place) { return FigureExtractor().evidence(from: report) }
    }
    outcome.remarks.append(
      changed.map { "\($0): has changed since the note was written" } ?? "\(source.path): not found, by path or by hash"
    )
    return nil
  }

  /// Files of the search folders: those of the same name first.
  private func candidates(named path: String) -> [String] {
    let name = URL(fileURLWithPath: path).lastPathComponent
    return folders.flatMap { folder -> [String] in
      let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
      return (names.filter { $0 == name } + names.filter { $0 != name }).map { "\(folder)/\($0)" }
    }
  }
}

/// The reports that a note's front matter names.
struct FrontMatter {
  private(set) var reports: [Provenance.SourceReport] = []

  /// Nil for a note without front matter.
  init?(of note: [UInt8]) {
    let lines = String(decoding: note, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first == "---", let close = lines.dropFirst().firstIndex(of: "---") else { return nil }
    var inReports = false
    for line in lines[1..<close] {
      if !line.hasPrefix(" ") { inReports = line == "reports:" }
      guard inReports else { continue }
      let entry = line.trimmed
      let field = entry.hasPrefix("- ") ? String(entry.dropFirst(2)) : entry
      guard let colon = field.firstIndex(of: ":") else { continue }
      let (key, value) = (field[..<colon], Self.scalar(field[field.index(after: colon)...].trimmed))
      if entry.hasPrefix("- ") { reports.append(.init(title: "", publisher: nil, date: nil, path: "", sha256: "")) }
      guard !reports.isEmpty else { continue }
      let last = reports.count - 1
      switch key {
      case "title": reports[last].title = value
      case "publisher": reports[last].publisher = value == "null" ? nil : value
      case "date": reports[last].date = CalendarDate(iso: value)
      case "path": reports[last].path = value
      case "sha256": reports[last].sha256 = value
      default: continue
      }
    }
  }

  private static func scalar(_ text: String) -> String {
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    return String(text.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
  }
}

/// A note without a sidecar: every quantity of it must be a quantity of a report.
struct BareReading {
  let note: [UInt8]
  let evidence: [Evidence]

  func faults(_ checked: inout Int) -> [ReadBack.Fault] {
    let scanner = QuantityScanner(context: QuantityContext())
    let dates = PeriodScanner(context: PeriodContext())
    let known = Set(evidence.flatMap(\.figures).map { Key($0.quantity) })
    let workings = Self.workings(of: note)
    var faults: [ReadBack.Fault] = []
    for block in NoteReading.blocks(of: note) {
      let bytes = Array(block.utf8)
      let periods = dates.scan(bytes, in: Span(0, bytes.count))
      for found in scanner.scan(bytes, in: Span(0, bytes.count))
      where !periods.contains(where: { $0.span.overlaps(found.span) }) {
        let writing = String(decoding: bytes[found.span.range], as: UTF8.self)
        guard writing.contains(where: \.isNumber) else { continue }
        checked += 1
        if known.contains(Key(found.quantity)) || workings.contains(where: { $0.hasPrefix(writing) }) { continue }
        if evidence.contains(where: { Self.holds($0.report, writing) }) { continue }
        faults.append(.init(passage: block, reason: "“\(writing)” is in none of its reports"))
      }
    }
    return faults
  }

  private struct Key: Hashable {
    let low: Decimal?
    let high: Decimal?
    let unit: String?
    init(_ quantity: Quantity) {
      (low, high, unit) = (quantity.low, quantity.high, quantity.unit.symbol)
    }
  }

  /// The writings that a footnote shows the working of: `[^4]: … 114% is (b - a) / …`.
  private static func workings(of note: [UInt8]) -> Set<String> {
    var writings: Set<String> = []
    for line in String(decoding: note, as: UTF8.self).split(separator: "\n") where line.hasPrefix("[^") {
      for part in line.split(separator: ";") {
        if let range = part.firstRange(of: " is (b - a)") ?? part.firstRange(of: " is b - a")
          ?? part.firstRange(of: " is b / a")
        {
          writings.insert(part[..<range.lowerBound].trimmed)
        }
      }
    }
    return writings
  }

  private static func holds(_ report: Report, _ writing: String) -> Bool {
    let needle = Array(writing.utf8)
    return report.text.indices.contains { report.text[$0] == needle[0] && report.text[$0...].starts(with: needle) }
  }
}
