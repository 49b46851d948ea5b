import Foundation
import LedgerStore
import NightShift
import Testing

@Suite("What the shift promises of isolation")
struct IsolationPromises {
  /// A worker that is a shell script: it takes one question and does what a broken parser might.
  private func outcome(of script: String, seconds: Int = 5, change: (inout WorkerLimits) -> Void = { _ in })
    async throws
    -> WorkerPool.Outcome
  {
    let bench = try Bench()
    try bench.report("a.md", 1)
    var limits = WorkerLimits()
    limits.seconds = seconds
    change(&limits)
    let pool = WorkerPool(program: "/bin/sh", arguments: ["-c", script], limits: limits)
    let outcome = await pool.run { send in try [UInt8]("hello".utf8).withUnsafeBytes { try send($0) } }
    await pool.shutDown()
    return outcome
  }

  private func reason(_ outcome: WorkerPool.Outcome) -> String? {
    if case .broken(let reason) = outcome { reason } else { nil }
  }

  @Test("promise 7: a crash is told as one") func crash() async throws {
    #expect(reason(try await outcome(of: "head -c 5 >/dev/null; kill -SEGV $$"))?.contains("crashed") == true)
  }

  @Test("promise 7: a hang ends in time") func hang() async throws {
    #expect(reason(try await outcome(of: "exec sleep 60", seconds: 1)) == "took longer than 1 s")
  }

  @Test("promise 7: an answer beyond the limit is not taken") func bloat() async throws {
    let script = #"head -c 5 >/dev/null; printf '\001\000\000\000\000\377\377\377\377'; yes"#
    let said = reason(try await outcome(of: script) { $0.answerBytes = 1 << 20 })
    #expect(said == "more came of it than 1048576 bytes")
  }

  @Test("promise 7: nonsense is refused") func nonsense() async throws {
    #expect(reason(try await outcome(of: "head -c 5 >/dev/null; yes nonsense")) != nil)
  }

  @Test("promise 7: a worker that cannot be started blames no report") func missing() async throws {
    let pool = WorkerPool(program: "/nowhere/alyosha", arguments: [], limits: WorkerLimits())
    guard case .unavailable = await pool.run({ _ in }) else {
      Issue.record("a missing program was blamed on the report")
      return
    }
  }

  /// Reads one file with the real program as its own worker.
  private func skipReason(_ name: String, _ bytes: Data, change: (inout WorkerLimits) -> Void = { _ in }) async throws
    -> String?
  {
    let bench = try Bench()
    try bytes.write(to: URL(fileURLWithPath: bench.inbox + "/" + name))
    try bench.report("good.md", 3)
    var options = bench.options()
    options.limits.seconds = 20
    options.limits.processorSeconds = 10
    options.limits.memoryBytes = 1 << 30
    change(&options.limits)
    let pool = WorkerPool(
      program: Program.path, arguments: WorkerService.arguments(options.limits), limits: options.limits)
    let ledger = try bench.ledger()
    let shift = bench.shift(options, ledger: ledger, desk: Desk(pool: pool))
    let look = try await bench.settleAndLook(shift)
    await pool.shutDown()
    #expect(look.read >= 1, "the good report is read whatever the bad one does")
    return try ledger.summary().troubles.first { $0.path.hasSuffix(name) }?.reason
  }

  @Test(
    "promise 7: hostile files cost only themselves", .enabled(if: Program.isBuilt, "the program is not built"),
    arguments: ["laughs", "nested", "zip", "nul", "invalid", "truncated"])
  func hostile(kind: String) async throws {
    let bytes: Data
    switch kind {
    case "laughs":
      let entities = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
      bytes = Data("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY l0 \"lol\">\(entities)]><r>&l9; 5 things</r>".utf8)
    case "nested": bytes = Data((String(repeating: "<div>", count: 1_000_000) + "5 things").utf8)
    case "zip": bytes = Data([0x50, 0x4B, 0x03, 0x04]) + Data(count: 1000)
    case "nul": bytes = Data(count: 4096)
    case "invalid": bytes = Data([UInt8](repeating: 0xC0, count: 4096))
    default: bytes = Data("<html><body><p>Revenue was $5 mill".utf8)
    }
    let reason = try await skipReason("bad.xml", bytes)
    // A file may also be read for what it is worth; what it may not do is hang, crash or take others with it.
    if let reason { #expect(!reason.contains("crashed") && !reason.contains("longer than")) }
  }

  @Test("promise 7: a report that takes more memory than allowed is skipped for it", .enabled(if: Program.isBuilt))
  func memory() async throws {
    let text = "<p>" + String(repeating: "Revenue was $5 million in 2025. ", count: 1_500_000) + "</p>"
    let reason = try await skipReason("vast.html", Data(text.utf8)) { $0.memoryBytes = 400 << 20 }
    #expect(reason?.contains("400 MB") == true)
  }

  @Test("promise 8: entities of other files and the network are not fetched", .enabled(if: Program.isBuilt))
  func external() async throws {
    let bench = try Bench()
    try Data("SECRETWORD 77".utf8).write(to: URL(fileURLWithPath: bench.root + "/secret.txt"))
    try bench.write(
      "xxe.xml",
      """
      <?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file://\(bench.root)/secret.txt">
      <!ENTITY n SYSTEM "http://127.0.0.1:9/x">]><report><p>It says &x; and &n; here, 5 things.</p></report>
      """)
    let limits = WorkerLimits()
    let pool = WorkerPool(program: Program.path, arguments: WorkerService.arguments(limits), limits: limits)
    let ledger = try bench.ledger()
    _ = try await bench.settleAndLook(bench.shift(ledger: ledger, desk: Desk(pool: pool)))
    await pool.shutDown()
    #expect(try ledger.dump().contains("xxe.xml"))
    #expect(try ledger.search("SECRETWORD").isEmpty)
  }
}
