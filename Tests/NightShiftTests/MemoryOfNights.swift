import EssayWriting
import Foundation
import LedgerStore
import NightShift
import ReportReading
import Testing

@Suite("What a night remembers of those before")
struct MemoryOfNights {
  private static let forecast = """
    ---
    title: Smelters to 2026
    publisher: Northwind Research
    date: 2026-02-20
    ---

    # Smelters to 2026

    | ($ in billions) | 2024 | 2025 | 2026E |
    |---|---|---|---|
    | Smelter sales | 22.4 | 24.0 | 30.0 |
    | Smelter costs | 20.3 | 21.6 | 26.7 |
    | Smelter margin | 9.4% | 10.1% | 11.0% |

    Smelter sales grew because new furnaces were lit.

    """
  private static let actual = """
    ---
    title: Smelters in 2026
    publisher: The Bureau of Metals
    date: 2027-02-10
    ---

    # Smelters in 2026

    | ($ in billions) | 2025 | 2026 |
    |---|---|---|
    | Smelter sales | 24.6 | 25.0 |
    | Smelter costs | 22.1 | 22.7 |
    | Smelter margin | 10.1% | 9.2% |

    Smelter sales rose to $25.0 billion in 2026, because wire was wanted.

    """

  @Test("a forecast of the first night and the figure of the second stand in the second note, which verifies")
  func reckoned() async throws {
    let bench = try Bench()
    let ledger = try bench.ledger()
    let writer = EssayWriter(template: try NoteTemplate("note"))
    let shift = bench.shift(
      ledger: ledger, desk: Desk(stages: Stages(reader: ReportReader(), writer: .success(writer))))
    try bench.write("northwind.md", Self.forecast)
    _ = try await bench.settleAndLook(shift)
    guard case .published(let first) = try await shift.writeNote(night: Bench.night("2026-03-03")) else {
      Issue.record("no first note")
      return
    }
    #expect(try bench.published()[first]?.contains("earlier report") == false)
    try bench.write("bureau.md", Self.actual)
    _ = try await bench.settleAndLook(shift)
    guard case .published(let second) = try await shift.writeNote(night: Bench.night("2027-02-11")) else {
      Issue.record("no second note")
      return
    }
    let note = try #require(try bench.published()[second])
    let told = try #require(
      note.split(separator: "\n").first { $0.contains("February 2026") && $0.contains("$30.0B") }, "\(note)")
    #expect(told.contains("Northwind Research") && told.contains("$25.0B"))
    #expect(note.contains("earlier note") && note.contains("$24.0B") && note.contains("$24.6B"))
    #expect(note.contains("Northwind Research, *Smelters to 2026* (earlier report): line 11 “30.0”"))
    let path = bench.outbox + "/" + second
    let outcome = try NoteVerifier().verify(path: path)
    #expect(outcome.isProved, "\(outcome.faults) \(outcome.remarks)")
    #expect(outcome.reports == 2 && outcome.notices.isEmpty)
    // The earlier report may be gone; the ledger's word is then named as what it is.
    try FileManager.default.removeItem(atPath: bench.inbox + "/northwind.md")
    let later = try NoteVerifier().verify(path: path)
    #expect(later.isProved && later.notices.count == 1)
  }
}
