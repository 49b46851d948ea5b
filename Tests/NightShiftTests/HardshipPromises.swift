import Foundation
import Glibc
import LedgerStore
import NightShift
import Testing

/// What a machine does to a daemon, against the program itself: `make soak`.
@Suite(
  "What the shift promises on a bad day", .serialized,
  .enabled(if: Program.isSoak && Program.isBuilt, "make soak runs these"))
struct HardshipPromises {
  static let isRoot = getuid() == 0

  /// Runs a shell command; true where it succeeded.
  private func shell(_ command: String) throws -> Bool {
    try Program.run(["-c", command], program: "/bin/sh").status == 0
  }

  private func isNote(_ name: String) -> Bool { name.hasSuffix(".md") && !name.hasPrefix(".") }

  @Test(
    "promise 1: an inbox that is mounted read-only is read as any other", .enabled(if: isRoot, "needs root to mount"))
  func readOnly() throws {
    let whole = try Night.undisturbed()
    let bench = try Bench("soak")
    try Night.fill(bench)
    try #require(
      try shell("mount --bind '\(bench.inbox)' '\(bench.inbox)' && mount -o remount,bind,ro '\(bench.inbox)'"))
    defer { _ = try? shell("umount '\(bench.inbox)'") }
    #expect(throws: (any Error).self) { try bench.report("new.md", 1) }
    #expect(try Program.run(Night.arguments(bench)).status == 0)
    #expect(try Night.remains(bench) == whole)
  }

  @Test("promise 10: a full disk keeps the note, and gives it when there is room", .enabled(if: isRoot, "needs root"))
  func fullDisk() throws {
    let bench = try Bench()
    try Night.fill(bench)
    try #require(try shell("mount -t tmpfs -o size=64k tmpfs '\(bench.outbox)'"))
    defer { _ = try? shell("umount '\(bench.outbox)'") }
    _ = FileManager.default.createFile(atPath: bench.outbox + "/filler", contents: Data(count: 64 << 10))
    let full = try Program.run(Night.arguments(bench))
    #expect(full.status == 74)
    #expect(full.errors.contains("the note is kept"))
    #expect(try bench.published().keys.sorted() == ["filler"])
    try FileManager.default.removeItem(atPath: bench.outbox + "/filler")
    #expect(try Program.run(Night.arguments(bench)).status == 0)
    #expect(try bench.published().keys.contains(where: isNote))
  }

  @Test("promise 10: a full disk under the ledger leaves it sound", .enabled(if: isRoot, "needs root"))
  func fullState() throws {
    let whole = try Night.undisturbed()
    for kilobytes in [40, 120, 200, 240, 280, 400] {
      let bench = try Bench("soak")
      try Night.fill(bench)
      try #require(try shell("mount -t tmpfs -o size=\(kilobytes)k tmpfs '\(bench.state)'"))
      defer { _ = try? shell("umount '\(bench.state)'") }
      let full = try Program.run(Night.arguments(bench))
      if full.status != 0 {
        #expect(full.status == 74 && full.errors.contains(bench.state), "\(kilobytes) kB: \(full)")
      }
      #expect(try shell("mount -o remount,size=64m '\(bench.state)'"))
      #expect(try Program.run(Night.arguments(bench)).status == 0)
      #expect(try Night.remains(bench) == whole, "after \(kilobytes) kB")
    }
  }

  @Test("promise 10: an outbox that may not be written keeps the note", .enabled(if: isRoot, "needs root to mount"))
  func readOnlyOutbox() throws {
    let bench = try Bench()
    try Night.fill(bench)
    try #require(try shell("mount -t tmpfs -o ro tmpfs '\(bench.outbox)'"))
    let held = try Program.run(Night.arguments(bench))
    #expect(held.status == 74)
    #expect(held.errors.contains("read-only file system; the note is kept"))
    #expect(try shell("umount '\(bench.outbox)'"))
    #expect(try Program.run(Night.arguments(bench)).status == 0)
    #expect(try bench.published().keys.contains(where: isNote))
  }

  @Test("promise 10: without descriptors nothing is blamed on a report, and nothing is lost") func descriptors() throws
  {
    let whole = try Night.undisturbed()
    var failed = 0
    for limit in 4...28 {
      let bench = try Bench("soak")
      try Night.fill(bench)
      let words = Night.arguments(bench).map { "'\($0)'" }.joined(separator: " ")
      let poor = try Program.run(["-c", "ulimit -n \(limit); exec '\(Program.path)' \(words)"], program: "/bin/sh")
      if poor.status != 0 { failed += 1 }
      #expect(poor.status >= 0, "a limit of \(limit) ended it by signal \(-poor.status)")
      #expect(try Program.run(Night.arguments(bench)).status == 0)
      let left = try Night.remains(bench)
      // A run with a few descriptors may have read some reports and written its note from those.
      if poor.status != 0 { #expect(left == whole, "a limit of \(limit)") }
      #expect(left.last?.contains("r1.md\tread") == true)
    }
    print("soak: \(failed) of 25 runs short of descriptors gave up, and lost nothing")
  }

  @Test("promise 12: SIGTERM and SIGHUP at random moments lose nothing") func signals() throws {
    let whole = try Night.undisturbed()
    var slowest = 0.0
    for round in 0..<30 {
      let bench = try Bench("soak")
      try Night.fill(bench)
      let daemon = try Program.start(Night.arguments(bench, once: false))
      // Its handlers are in place by the time that it has made the ledger.
      while !FileManager.default.fileExists(atPath: bench.state + "/ledger.sqlite") { usleep(5000) }
      usleep(50_000)
      for _ in 0..<(round % 4) {
        usleep(UInt32.random(in: 0..<60_000))
        kill(daemon.processIdentifier, SIGHUP)
      }
      usleep(UInt32.random(in: 0..<250_000))
      let asked = Date()
      kill(daemon.processIdentifier, SIGTERM)
      daemon.waitUntilExit()
      slowest = max(slowest, Date().timeIntervalSince(asked))
      #expect(daemon.terminationReason == .exit && daemon.terminationStatus == 0)
      #expect(try Program.run(Night.arguments(bench)).status == 0)
      #expect(try Night.remains(bench) == whole)
    }
    print("soak: 30 rounds of SIGTERM and SIGHUP, the slowest ended after \((slowest * 100).rounded() / 100) s")
    #expect(slowest < 10)
  }

  @Test("promise 7: a text node of a gigabyte costs only itself") func gigabyte() throws {
    let bench = try Bench()
    try bench.report("good.md", 3)
    let path = bench.inbox + "/vast.html"
    #expect(try shell("{ printf '<p>'; head -c 1073741824 /dev/zero | tr '\\\\0' a; printf '</p>'; } > '\(path)'"))
    for (limit, words) in [("268435456", "larger than"), ("2147483648", "")] {
      let end = try Program.run(
        Night.arguments(bench), environment: ["ALYOSHA_MAX_REPORT_BYTES": limit, "ALYOSHA_WORKER_MEMORY": "3000"])
      #expect(end.status == 0, "\(end.errors)")
      let trouble = try bench.ledger().summary().troubles.first { $0.path == path }
      #expect(trouble?.reason.contains(words) == true, "\(trouble?.reason ?? "it was read")")
      print("soak: a gigabyte in one text node, limit \(limit): \(trouble?.reason ?? "read")")
      _ = try bench.ledger().retry()
    }
  }
}
