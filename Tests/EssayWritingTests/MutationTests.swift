import EssayWriting
import FigureExtraction
import Foundation
import ReportReading
import Testing
import ThesisBuilding

@Suite("Mutations of published notes")
struct MutationTests {
  /// `ALYOSHA_MUTATIONS` is how many are tried; `make mutations` sets ten thousand.
  private static let count = ProcessInfo.processInfo.environment["ALYOSHA_MUTATIONS"].flatMap(Int.init) ?? 360
  private static let seed: UInt64 = 20_261_125

  /// Notes of the fixtures, and where the evaluation data is there, of real filings and surveys.
  private static func notes() throws -> [(note: Note, evidence: [Evidence])] {
    var all = try [["shift.md"], ["ledger.md"], ["shift.md", "ledger.md"]].map { names in
      let (note, dossier) = try Fixture.note(names)
      return (note, dossier.evidence)
    }
    guard count > 1_000 else { return all }
    for names in [["ferries.md"], ["kiln.md"], ["moorings.md"], ["moorings.md", "shift.md"]] {
      let (note, dossier) = try Fixture.note(names)
      all.append((note, dossier.evidence))
    }
    for file in try Evaluation.reports() {
      let report = try ReportReader().read(bytes: Array(try Data(contentsOf: file)), path: file.lastPathComponent)
      let dossier = Dossier(
        [FigureExtractor().evidence(from: report)], asOf: report.metadata.date ?? CalendarDate(dayNumber: 20_000))
      if let note = try? EssayWriter(template: try NoteTemplate("note")).note(from: dossier) {
        all.append((note, dossier.evidence))
      }
    }
    return all
  }

  @Test("are caught, whoever made them")
  func caught() throws {
    var tally: [String: (caught: Int, tried: Int)] = [:]
    var missed: [String] = []
    var (total, found) = (0, 0)
    let notes = try Self.notes()
    for (index, (note, evidence)) in notes.enumerated() {
      var mutator = Mutator(note, seed: Self.seed &+ UInt64(index))
      // Not every kind can be made of every note, and none is made twice: a note is gone over until it has had its share.
      var made: Set<Int> = []
      let (share, before) = ((Self.count + notes.count - 1) / notes.count, total)
      for number in 0..<(share * 12) where total < before + share {
        let kind = Mutation.Kind.allCases[number % Mutation.Kind.allCases.count]
        let hand = Mutation.Hand.allCases[number / Mutation.Kind.allCases.count % Mutation.Hand.allCases.count]
        guard let mutation = mutator.mutation(kind, by: hand) else { continue }
        var hasher = Hasher()
        hasher.combine(mutation.note)
        hasher.combine(hand)
        guard made.insert(hasher.finalize()).inserted else { continue }
        let isCaught =
          !ReadBack(provenance: mutation.provenance, evidence: evidence).faults(in: mutation.note).isEmpty
        total += 1
        if isCaught { found += 1 }
        let key = "\(kind.rawValue), \(hand.rawValue)"
        let old = tally[key] ?? (0, 0)
        tally[key] = (old.caught + (isCaught ? 1 : 0), old.tried + 1)
        if !isCaught { missed.append("\(key): “\(mutation.from)” to “\(mutation.to)” in \(note.title)") }
      }
    }
    print("mutations with seed \(Self.seed): \(found) of \(total) caught")
    for (key, counts) in tally.sorted(by: { $0.key < $1.key }) {
      print("  \(key): \(counts.caught) of \(counts.tried)")
    }
    for line in missed.prefix(40) { print("  missed: \(line)") }
    #expect(total > Self.count / 2)
    #expect(Double(found) >= 0.99 * Double(total))
    for hand in [Mutation.Hand.edited, .forged] {
      let own = tally.filter { $0.key.hasSuffix(hand.rawValue) }.values
      #expect(own.reduce(0) { $0 + $1.caught } * 100 >= own.reduce(0) { $0 + $1.tried } * 99, "\(hand.rawValue)")
    }
  }
}

/// The evaluation data, which is no part of the repository.
enum Evaluation {
  static var folder: URL {
    let environment = ProcessInfo.processInfo.environment["ALYOSHA_EVAL"]
    return environment.map { URL(fileURLWithPath: $0) }
      ?? URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../shared/eval").standardized
  }

  /// Filings and other real reports, by name; none where the data is not there.
  static func reports() throws -> [URL] {
    try ["filings", "reports"].flatMap { name in
      let folder = folder.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: folder.path) else { return [URL]() }
      return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "html" && !$0.lastPathComponent.contains("ixbrl") }
    }.sorted { $0.path < $1.path }
  }
}
