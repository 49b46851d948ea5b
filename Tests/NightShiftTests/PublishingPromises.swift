import EssayWriting
import Foundation
import LedgerStore
import NightShift
import Synchronization
import Testing

@Suite("What the shift promises of publishing")
struct PublishingPromises {
  struct PowerCut: Error {}

  /// A night over three reports, cut at the `count`th passing of a fault point, and taken up again as often as needed.
  private func night(_ bench: Bench, cutAt point: FaultPoint?, count: Int) async throws -> (
    dump: String, files: [String: String]
  ) {
    for value in 1...3 { try bench.report("r\(value).md", value) }
    let left = Mutex(count)
    let faults: Faults = { passed in
      guard passed == point else { return }
      let isNow = left.withLock { left in
        left -= 1
        return left == 0
      }
      if isNow { throw PowerCut() }
    }
    for _ in 0..<3 {
      do {
        // A new ledger each time, as a new process would open it.
        let shift = bench.shift(ledger: try bench.ledger(), faults: faults)
        try await shift.finishNotes()
        _ = try await bench.settleAndLook(shift)
        if try bench.ledger().outcome(ofNight: "2026-03-03") == nil {
          _ = try await shift.writeNote(night: Bench.night("2026-03-03"))
        }
        break
      } catch is PowerCut {
        for (name, text) in try bench.published() where name.hasSuffix(".md") && !name.hasPrefix(".") {
          #expect(text.hasPrefix("# Note") && text.hasSuffix("\n") && text.split(separator: "\n").count == 4)
        }
      }
    }
    // Two benches differ in nothing but where they stand.
    return (try bench.ledger().dump().replacing(bench.root, with: ""), try bench.published())
  }

  @Test(
    "promises 2 and 4: cut at any step, a night ends as if it had not been", arguments: FaultPoint.allCases, [1, 2])
  func cut(point: FaultPoint, count: Int) async throws {
    let whole = try await night(Bench(), cutAt: nil, count: 0)
    let bench = try Bench()
    let mended = try await night(bench, cutAt: point, count: count)
    #expect(mended.files == whole.files)
    #expect(mended.dump == whole.dump)
    #expect(whole.files.keys.sorted() == ["2026-03-03-note.md", "2026-03-03-note.provenance.json"])
  }

  @Test("promise 10: without an outbox the note is kept, and written when there is one") func noOutbox() async throws {
    let bench = try Bench()
    let ledger = try bench.ledger()
    try bench.report("a.md", 1)
    try FileManager.default.removeItem(atPath: bench.outbox)
    try Data("in the way".utf8).write(to: URL(fileURLWithPath: bench.outbox))
    let shift = bench.shift(ledger: ledger)
    _ = try await bench.settleAndLook(shift)
    guard case .held(let why) = try await shift.writeNote(night: Bench.night("2026-03-03")) else {
      Issue.record("the note was not held")
      return
    }
    #expect(why.contains("the note is kept"))
    #expect(try ledger.unpublishedEssays().count == 1)
    try FileManager.default.removeItem(atPath: bench.outbox)
    try await shift.finishNotes()
    #expect(try bench.published().keys.contains("2026-03-03-note.md"))
    #expect(try ledger.outcome(ofNight: "2026-03-03") == "published")
  }

  @Test("promise 10: no room on the disk leaves no half of a note") func fullDisk() async throws {
    let bench = try Bench()
    let ledger = try bench.ledger()
    try bench.report("a.md", 1)
    let isFull = Mutex(true)
    let shift = bench.shift(ledger: ledger) { point in
      if point == .temporaryHalfWritten, isFull.withLock({ $0 }) {
        throw NoteFolder.Failure(path: "outbox", reason: "no space left on device")
      }
    }
    _ = try await bench.settleAndLook(shift)
    _ = try await shift.writeNote(night: Bench.night("2026-03-03"))
    #expect(try bench.published().isEmpty)
    isFull.withLock { $0 = false }
    try await shift.finishNotes()
    #expect(try bench.published().count == 2)
  }

  @Test("a stranger's file of the same name is never replaced") func stranger() async throws {
    let bench = try Bench()
    try bench.report("a.md", 1)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: bench.outbox + "/2026-03-03-note.md"))
    let shift = bench.shift(ledger: try bench.ledger())
    _ = try await bench.settleAndLook(shift)
    let outcome = try await shift.writeNote(night: Bench.night("2026-03-03"))
    #expect(outcome == .published(file: "2026-03-03-note-2.md"))
    #expect(try bench.published()["2026-03-03-note.md"] == "mine")
  }
}
