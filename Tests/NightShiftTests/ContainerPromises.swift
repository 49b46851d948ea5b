import EssayWriting
import Foundation
import LedgerStore
import NightShift
import ReportReading
import Testing

@Suite("What the shift makes of files that hold several reports")
struct ContainerPromises {
  let bench: Bench
  let ledger: Ledger

  init() throws {
    bench = try Bench()
    ledger = try bench.ledger()
  }

  /// A feed of items, each with its link, title and value.
  private func feed(_ items: [(name: String, value: Int)]) -> String {
    let entries = items.map {
      """
      <item><title>\($0.name)</title><link>https://metals.example/\($0.name)</link>
      <pubDate>Tue, 17 Feb 2026 08:00:00 +0000</pubDate><description>Stocks came to \($0.value) tonnes.</description></item>
      """
    }
    return "<rss version=\"2.0\"><channel><title>Metals</title>\(entries.joined())</channel></rss>"
  }

  private let message = """
    From: Northwind <desk@northwind.example>
    Date: Tue, 17 Feb 2026 08:00:00 +0000
    Subject: Zinc weekly
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=part

    --part
    Content-Type: text/plain

    Zinc stocks came to 11 tonnes.
    --part
    Content-Type: text/markdown; name=more.md
    Content-Disposition: attachment; filename=more.md

    # Tin

    Tin stocks came to 12 tonnes.
    --part
    Content-Type: application/pdf; name=bad.pdf
    Content-Disposition: attachment; filename=bad.pdf

    %PDF-1.4 of nothing
    --part--

    """

  private func pending() throws -> [String] { try ledger.pendingReports().map(\.title).sorted() }

  @Test("each item of a feed is read once, as a report with its own date, and found under its own path")
  func items() async throws {
    try bench.write("metals.xml", feed([("copper", 7), ("zinc", 8)]))
    let shift = bench.shift(ledger: ledger)
    #expect(try await bench.settleAndLook(shift).read == 1)
    let summary = try ledger.summary()
    #expect(summary.reports == 2 && summary.figures == 2 && summary.pending == 2)
    #expect(try ledger.pendingReports().map(\.date) == ["2026-02-17", "2026-02-17"])
    #expect(try pending() == ["copper", "zinc"])
    #expect(try ledger.search("8 tonnes").map(\.path) == [bench.inbox + "/metals.xml#item-2"])
    _ = try await shift.writeNote(night: Bench.night("2026-03-03"))
    let note = try #require(try bench.published()["2026-03-03-note.md"])
    #expect(note.contains("- 7 ") && note.contains("- 8 "))
  }

  @Test("promise 3: a feed that grows gives its new items, and one that is revised replaces what it revises")
  func growing() async throws {
    let shift = bench.shift(ledger: ledger)
    try bench.write("metals.xml", feed([("copper", 7), ("zinc", 8), ("tin", 9)]))
    _ = try await bench.settleAndLook(shift)
    // Lead is new, zinc is revised, and tin has left as the oldest.
    try bench.write("metals.xml", feed([("lead", 6), ("copper", 7), ("zinc", 80)]))
    #expect(try await bench.settleAndLook(shift).read == 1)
    #expect(try pending() == ["copper", "lead", "tin", "zinc"])
    #expect(try ledger.summary().reports == 5)
    #expect(try ledger.search("8 tonnes").isEmpty)
    #expect(try ledger.search("80 tonnes").map(\.path) == [bench.inbox + "/metals.xml#item-3"])
    // As it was before: zinc's first words count again.
    try bench.write("metals.xml", feed([("copper", 7), ("zinc", 8), ("tin", 9)]))
    _ = try await bench.settleAndLook(shift)
    #expect(try ledger.search("80 tonnes").isEmpty)
    #expect(try pending() == ["copper", "lead", "tin", "zinc"])
  }

  @Test("promise 6: a message and its attachments are reports, and a bad attachment costs only itself")
  func attachments() async throws {
    try bench.write("weekly.eml", message)
    let shift = bench.shift(ledger: ledger)
    _ = try await bench.settleAndLook(shift)
    #expect(try pending() == ["Tin", "Zinc weekly"])
    let trouble = try #require(try ledger.summary().troubles.first)
    #expect(trouble.path == bench.inbox + "/weekly.eml#attachment-2" && trouble.outcome == "skipped")
    #expect(trouble.reason.hasPrefix("bad.pdf: "))
    #expect(try ledger.search("tin stocks").map(\.path) == [bench.inbox + "/weekly.eml#attachment-1"])
    // It is tried again when that is asked for; what was read stays as it is.
    #expect(try ledger.retry() == [bench.inbox + "/weekly.eml"])
    #expect(try ledger.summary().troubles.isEmpty)
    _ = try await bench.settleAndLook(shift)
    #expect(try pending() == ["Tin", "Zinc weekly"])
    #expect(try ledger.summary().troubles.count == 1)
    // Another message under the same name takes the place of all that the first held.
    try bench.report("weekly.eml", 5)
    _ = try await bench.settleAndLook(shift)
    #expect(try pending() == ["Copper 5"])
  }

  @Test("promise 3: an attachment that lies in the inbox too is one report, and a gzipped feed has its items")
  func sameContent() async throws {
    try bench.write("weekly.eml", message)
    try bench.write("more.md", "# Tin\n\nTin stocks came to 12 tonnes.")
    let packed = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xml")
    try Data(feed([("copper", 7), ("zinc", 8)]).utf8).write(to: packed)
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
    gzip.arguments = [packed.path]
    try gzip.run()
    gzip.waitUntilExit()
    try FileManager.default.moveItem(atPath: packed.path + ".gz", toPath: bench.inbox + "/metals.xml.gz")
    let look = try await bench.settleAndLook(bench.shift(ledger: ledger))
    #expect(look.files == 3 && look.troubled == 0)
    #expect(try pending() == ["Tin", "Zinc weekly", "copper", "zinc"])
    #expect(try ledger.search("8 tonnes").map(\.path) == [bench.inbox + "/metals.xml.gz#item-2"])
  }

  @Test("a note from a feed and a message names their reports, cites an item on the web, and verifies")
  func noted() async throws {
    let table = """
      <p>Smelter sales rose to $25.0 billion in 2026, because wire was wanted.</p>
      <table><tr><th>($ in billions)</th><th>2025</th><th>2026</th></tr>
      <tr><td>Smelter sales</td><td>24.6</td><td>25.0</td></tr><tr><td>Smelter costs</td><td>22.1</td><td>22.7</td></tr>
      </table>
      """
    try bench.write(
      "metals.xml",
      """
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Bureau of Metals</title>
      <item><title>Smelters in 2026</title><link>https://metals.example/smelters?id=1</link>
      <pubDate>Tue, 17 Feb 2026 08:00:00 +0000</pubDate><content:encoded><![CDATA[\(table)]]></content:encoded></item>
      </channel></rss>
      """)
    try bench.write(
      "weekly.eml", message.replacing("Zinc stocks came to 11 tonnes.", with: "Smelter margin fell to 9.2% in 2026."))
    let writer = EssayWriter(template: try NoteTemplate("note"))
    let shift = bench.shift(
      ledger: ledger, desk: Desk(stages: Stages(reader: ReportReader(), writer: .success(writer))))
    _ = try await bench.settleAndLook(shift)
    guard case .published(let file) = try await shift.writeNote(night: Bench.night("2026-03-03")) else {
      Issue.record("no note")
      return
    }
    let note = try #require(try bench.published()[file])
    #expect(note.contains("metals.xml#item-1") && note.contains("weekly.eml"))
    #expect(note.contains("](https://metals.example/smelters?id=1#:~:text="))
    let path = bench.outbox + "/" + file
    let outcome = try NoteVerifier().verify(path: path)
    #expect(outcome.isProved && outcome.reports >= 2, "\(outcome.faults) \(outcome.remarks)")
    // Where the inbox has moved, the reports are found by their hashes inside the files.
    let moved = bench.root + "/moved"
    try FileManager.default.moveItem(atPath: bench.inbox, toPath: moved)
    #expect(try NoteVerifier(folders: [moved]).verify(path: path).isProved)
    try FileManager.default.removeItem(atPath: NoteFolder.sidecar(of: path))
    #expect(try NoteVerifier(folders: [moved]).verify(path: path).isProved)
    try FileManager.default.moveItem(atPath: moved, toPath: bench.inbox)
    try bench.write("metals.xml", feed([("copper", 7)]))
    #expect(try NoteVerifier().verify(path: path).remarks.count == 1)
  }
}
