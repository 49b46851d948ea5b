import FigureExtraction
import Foundation
import GRDB
import Testing

@testable import LedgerStore

@Suite("The ledger")
struct LedgerTests {
  let folder: String
  let ledger: Ledger

  init() throws {
    folder = try Samples.temporaryFolder()
    ledger = try Ledger(path: folder + "/ledger.sqlite")
  }

  @Test("promise 3: one content is one report, whatever its names") func duplicates() throws {
    let evidence = try Samples.evidence()
    let sha256 = evidence.report.source.sha256
    try ledger.record([Samples.finding("a.html", evidence)], at: 1)
    #expect(try ledger.knows(sha256: sha256))
    try ledger.record([Finding(path: "b.html", identity: "2", result: .known(sha256: sha256))], at: 2)
    let summary = try ledger.summary()
    #expect(summary.reports == 1)
    #expect(summary.figures == 1)
    #expect(try ledger.places(at: ["a.html", "b.html", "c.html"]).keys.sorted() == ["a.html", "b.html"])
  }

  @Test("promise 3: a revision replaces the figures of what it revises, and reverting brings them back")
  func revision() throws {
    let (first, second) = (try Samples.evidence(), try Samples.evidence("Copper demand is 29 Mt in 2026."))
    try ledger.record([Samples.finding("a.html", first)], at: 1)
    try ledger.record([Samples.finding("a.html", second, identity: "2")], at: 2)
    #expect(try ledger.pendingReports().map(\.sha256) == [second.report.source.sha256])
    let reverted = Finding(path: "a.html", identity: "3", result: .known(sha256: first.report.source.sha256))
    try ledger.record([reverted], at: 3)
    #expect(try ledger.pendingReports().map(\.sha256) == [first.report.source.sha256])
  }

  @Test("a content still held by another name is not superseded") func revisionOfACopy() throws {
    let (first, second) = (try Samples.evidence(), try Samples.evidence("Copper demand is 29 Mt in 2026."))
    try ledger.record([Samples.finding("a.html", first)], at: 1)
    try ledger.record(
      [Finding(path: "b.html", identity: "1", result: .known(sha256: first.report.source.sha256))], at: 1)
    try ledger.record([Samples.finding("a.html", second, identity: "2")], at: 2)
    #expect(try ledger.pendingReports().count == 2)
  }

  @Test("promise 6: a bad file is named with its reason, and forgotten for retry") func troubles() throws {
    try ledger.record(
      [
        Finding(path: "in/bad.html", identity: "1", result: .skipped(sha256: "ff", byteCount: 3, reason: "no text")),
        Finding(path: "in/pipe", identity: "1", result: .ignored(reason: "a pipe")),
      ], at: 1)
    let troubles = try ledger.summary().troubles
    #expect(troubles.map(\.path) == ["in/bad.html", "in/pipe"])
    #expect(troubles.map(\.reason) == ["no text", "a pipe"])
    #expect(try ledger.retry(["in"]) == ["in/bad.html"])
    #expect(try !ledger.knows(sha256: "ff"))
  }

  @Test("a note is kept before it is published, and ends its night once it is") func notes() throws {
    let evidence = try Samples.evidence()
    try ledger.record([Samples.finding("a.html", evidence)], at: 1)
    let pending = try ledger.pendingReports()
    let archive = try #require(try ledger.archive(of: pending[0].id))
    #expect(try EvidenceArchive.decode(archive).figures == evidence.figures)
    let note = ComposedNote(
      title: "T", stem: "2026-01-16-t", markdown: Data("# T".utf8), sidecar: nil, stances: ["copper": "positive"])
    let essay = try ledger.compose(
      note, sha256: "aa", file: "2026-01-16-t.md", night: "2026-01-16", using: pending.map(\.id), at: 2)
    #expect(try ledger.unpublishedEssays() == [essay])
    #expect(try ledger.pendingReports().isEmpty)
    #expect(try ledger.outcome(ofNight: "2026-01-16") == nil)
    try ledger.markPublished(essay, at: 3)
    #expect(try ledger.unpublishedEssays().isEmpty)
    #expect(try ledger.outcome(ofNight: "2026-01-16") == "published")
    #expect(try ledger.stances() == ["copper": "positive"])
  }

  @Test("words are found whatever their form, with line and name") func search() throws {
    try ledger.record([Samples.finding("in/a.html", try Samples.evidence())], at: 1)
    let hits = try ledger.search("demands copper")
    #expect(hits.map(\.path) == ["in/a.html"])
    #expect(hits.map(\.text) == ["Copper demand is 28 Mt in 2026."])
    #expect(hits.map(\.line) == [2])
    #expect(try ledger.search("zinc").isEmpty)
    #expect(try ledger.search("\" OR *").isEmpty)
  }

  @Test("a search indexes what came since the one before, once") func indexedOnce() throws {
    var indexed: [Int] = []
    func found() throws -> [String?] {
      try ledger.search("copper demand", onIndexed: { done, _ in indexed.append(done) }).map(\.path)
    }
    try ledger.record([Samples.finding("in/a.html", try Samples.evidence())], at: 1)
    #expect(try found() == ["in/a.html"])
    #expect(try found() == ["in/a.html"])
    let second = try Samples.evidence("Copper demand is 29 Mt in 2026.")
    try ledger.record([Samples.finding("in/b.html", second)], at: 2)
    #expect(try Set(found()) == ["in/a.html", "in/b.html"])
    #expect(indexed == [1, 1])
  }

  @Test("evidence that cannot be read hides no other report's passages") func damagedEvidence() throws {
    try ledger.record([Samples.finding("in/a.html", try Samples.evidence())], at: 1)
    try ledger.write { try $0.execute(sql: "UPDATE evidence SET archive = x'00'") }
    let second = try Samples.evidence("Copper demand is 29 Mt in 2026.")
    try ledger.record([Samples.finding("in/b.html", second)], at: 2)
    #expect(try ledger.search("copper demand").map(\.path) == ["in/b.html"])
  }

  @Test("what an older ledger indexed is found in the same words") func olderIndex() throws {
    let path = folder + "/older.sqlite"
    let evidence = try Samples.evidence()
    let older = try DatabaseQueue(path: path)
    try Schema.migrator.migrate(older, upTo: "4 levels and forecasts by what they measure")
    try older.write { database in
      try database.execute(
        sql: """
          INSERT INTO report (id, sha256, outcome, title, byte_count, read_at) VALUES (7, 'a', 'read', 'Copper', 1, 1);
          INSERT INTO passage (text, report, line) VALUES ('Copper', 7, 2), ('Copper demand is 28 Mt in 2026.', 7, 2);
          INSERT INTO evidence (report, archive) VALUES (7, ?);
          """, arguments: [Data(EvidenceArchive.encode(evidence))])
    }
    try older.close()
    let hits = try Ledger(path: path).search("demands copper")
    #expect(hits.map(\.text) == ["Copper demand is 28 Mt in 2026."])
    #expect(hits.map(\.sha256) == ["a"])
  }

  @Test("a figure that comes settles the forecast of it, whichever was read first", arguments: [true, false])
  func reckoning(forecastFirst: Bool) throws {
    let forecast = try Samples.evidence(
      "Copper demand will be 25 Mt in 2026.", publisher: "Northwind", date: "2025-06-01", modality: .forecast)
    let actual = try Samples.evidence("Copper demand was 20 Mt in 2026.", publisher: "Bureau", date: "2027-02-01")
    let findings = [Samples.finding("f.html", forecast), Samples.finding("a.html", actual)]
    for finding in forecastFirst ? findings : findings.reversed() { try ledger.record([finding], at: 1) }
    let reckoning = try ledger.reckoning()
    #expect(reckoning.forecasters == [.init(publisher: "Northwind", outcomes: 1, meanError: 0.25)])
    #expect(reckoning.outcomes.map(\.actual) == ["20"])
  }

  @Test("a later report's forecast is no forecast of an earlier figure") func hindsight() throws {
    let actual = try Samples.evidence("Copper demand was 20 Mt in 2026.", date: "2027-02-01")
    let late = try Samples.evidence("Copper demand will be 25 Mt in 2026.", date: "2027-06-01", modality: .forecast)
    try ledger.record([Samples.finding("a.html", actual), Samples.finding("f.html", late)], at: 1)
    #expect(try ledger.reckoning().outcomes.isEmpty)
  }

  @Test("what is no ledger is refused in one line") func damaged() throws {
    let path = folder + "/other.sqlite"
    try Data("this is no database, only some words that are long enough".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: LedgerError.self) { try Ledger(path: path) }
  }
}
