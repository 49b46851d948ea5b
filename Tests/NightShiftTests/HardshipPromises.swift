import Foundation
import Glibc
import LedgerStore
import NightShift
import Testing

/// What a machine does to a daemon. One suite with the soak: its benches stand in one place.
extension SoakPromises {
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
    var refused = 0
    // With fewer than eight the language's runtime does not begin.
    for limit in (8...20).map({ $0 * ($0 > 12 ? 4 : 1) }) {
      let bench = try Bench("soak")
      try Night.fill(bench)
      let words = Night.arguments(bench).map { "'\($0)'" }.joined(separator: " ")
      let poor = try Program.run(["-c", "ulimit -n \(limit); exec '\(Program.path)' \(words)"], program: "/bin/sh")
      if poor.status == 74, poor.errors.contains("open files at a time") { refused += 1 }
      #expect(poor.status == 0 || poor.status == 74, "a limit of \(limit): \(poor)")
      if poor.status != 0 { #expect(try Program.run(Night.arguments(bench)).status == 0) }
      #expect(try Night.remains(bench) == whole, "a limit of \(limit)")
    }
    print("soak: 13 limits on descriptors, \(refused) too low and refused in one line, the others ended as ever")
    #expect(refused > 3)
  }

  /// True once a process has a handler for a signal, as the kernel tells it: bit n - 1 for signal n.
  private func hears(_ signal: Int32, _ process: Process) -> Bool {
    let path = "/proc/\(process.processIdentifier)/status"
    let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
    let caught = line.flatMap { UInt64($0.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16) } ?? 0
    return caught & 1 << UInt64(signal - 1) != 0 || !process.isRunning
  }

  @Test("promise 12: SIGTERM and SIGHUP at random moments lose nothing") func signals() throws {
    let whole = try Night.undisturbed()
    var slowest = 0.0
    for round in 0..<30 {
      let bench = try Bench("soak")
      try Night.fill(bench)
      let daemon = try Program.start(Night.arguments(bench, once: false))
      while !hears(SIGTERM, daemon) { usleep(2000) }
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
    #expect(try shell("{ printf '<p>'; head -c 1073741824 /dev/zero | tr '\\0' a; printf '</p>'; } > '\(path)'"))
    for (limit, words) in [("268435456", "larger than the 268435456"), ("2147483648", nil as String?)] {
      let end = try Program.run(
        Night.arguments(bench), environment: ["ALYOSHA_MAX_REPORT_BYTES": limit, "ALYOSHA_WORKER_MEMORY": "2500"])
      #expect(end.status == 0, "\(end.errors)")
      let trouble = try bench.ledger().summary().troubles.first { $0.path == path }
      // What is within the bound is skipped for whatever reason the reader has, its end included.
      let isFair = trouble.map { $0.outcome == "skipped" && (words.map($0.reason.contains) ?? !$0.reason.isEmpty) }
      #expect(isFair == true, "\(String(describing: trouble))")
      print("soak: a gigabyte in one text node, limit \(limit): \(trouble?.reason ?? "read")")
      _ = try bench.ledger().retry()
    }
  }
}
