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
    options.limits.seconds = 5
    options.limits.processorSeconds = 5
    options.limits.memoryBytes = 1 << 30
    change(&options.limits)
    let pool = WorkerPool(
      program: Program.path, arguments: WorkerService.arguments(options.limits), limits: options.limits)
    let ledger = try bench.ledger()
    let shift = bench.shift(options, ledger: ledger, desk: Desk(pool: pool))
    let look = try await bench.settleAndLook(shift)
    await pool.shutDown()
    #expect(look.read >= 1, "the good report is read whatever the bad one does")
    #expect(look.waiting == 0 && look.read + look.troubled == 2, "\(name) is read, or named as bad")
    return try ledger.summary().troubles.first { $0.path.hasSuffix(name) }?.reason
  }

  @Test(
    "promises 6 and 7: hostile files cost only themselves", .enabled(if: Program.isBuilt, "the program is not built"),
    arguments: HostileFiles.all)
  func hostile(file: HostileFiles.Case) async throws {
    // It is read for what it is worth or skipped for a reason, in its time and memory; the rest is read beside it.
    let reason = try await skipReason(file.name, file.bytes())
    #expect(reason != "")
  }

  @Test("promise 7: a report that takes more memory than allowed is skipped for it", .enabled(if: Program.isBuilt))
  func memory() async throws {
    // The file alone is half of what the process may have, and there are two copies of it before long.
    let reason = try await skipReason("vast.html", Data(repeating: 0x61, count: 150 << 20)) {
      $0.memoryBytes = 300 << 20
      $0.seconds = 120
      $0.processorSeconds = 120
    }
    #expect(reason?.contains("300 MB") == true, "\(reason ?? "it was read")")
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

  @Test(
    "promise 7: a reader reaches no network, no other process and no file but the system's",
    .enabled(if: Program.isBuilt))
  func fence() throws {
    let said = try Program.run(["probe"], program: Program.harness, hearsOutput: true).errors.split(separator: "\n")
    let allowed = said.filter { $0.hasSuffix(": allowed") }
    guard !said.contains("refused: no seccomp") else { return }
    let always = ["socket", "unix socket", "new group", "new session", "signal to parent"].map { "\($0): denied" }
    #expect(always.allSatisfy { said.contains(Substring($0)) }, "\(said)")
    guard !said.contains("refused: no Landlock") else { return }
    #expect(allowed == ["read /usr: allowed"])
    #expect(said.count == 10)
  }

  @Test(
    "promise 7: a converter runs inside the fence, by pipes alone",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sort"), "no coreutils here"))
  func converter() throws {
    let bench = try Bench()
    let script =
      "printf 'b\\na\\n' | sort; cat /etc/hostname >/dev/null; cat '\(bench.root)/inbox' 2>&1; echo > '\(bench.root)/x'"
    let said = try Program.run(["fenced", "/bin/sh", "-c", script], program: Program.harness, hearsOutput: true).errors
    #expect(said.hasPrefix("a\nb\n"))
    #expect(said.contains("Permission denied") || said.contains("Is a directory"))
    #expect(!FileManager.default.fileExists(atPath: bench.root + "/x"))
  }

  @Test("promise 7: what a reader started ends with it") func descendants() async throws {
    let mark = "31\(Int.random(in: 1_000_000..<9_999_999))"
    let script = "sleep \(mark) & head -c 5 >/dev/null; wait"
    #expect(reason(try await outcome(of: script, seconds: 1)) == "took longer than 1 s")
    func left() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { pid in
        guard Int(pid) != nil else { return false }
        let words = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
        return String(decoding: words, as: UTF8.self) == "sleep\u{0}\(mark)\u{0}"
      }
    }
    // It has been killed; the kernel may take a moment to take it off its list.
    let end = ContinuousClock.now + .seconds(10)
    while try !left().isEmpty, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(20)) }
    #expect(try left().isEmpty)
  }
}
