import Foundation
import Glibc
import LedgerStore
import NightShift
import Testing

/// A night of the program itself, over a few reports that make a note.
enum Night {
  static func arguments(_ bench: Bench, once: Bool = true) -> [String] {
    ["run"] + (once ? ["--once"] : [])
      + ["--inbox", bench.inbox, "--outbox", bench.outbox, "--state", bench.state, "--settle", "0"]
  }

  /// What is left of a night, to the byte.
  static func remains(_ bench: Bench) throws -> [String] {
    let files = try bench.published().sorted { $0.key < $1.key }.map { "\($0.key)\n\($0.value)" }
    return files + [try bench.ledger().dump()]
  }

  static func fill(_ bench: Bench) throws {
    for value in 1...4 {
      try bench.write(
        "r\(value).md",
        "# Copper demand \(value)\n\nCopper demand reached \(20 + value) million tonnes in 2025, up \(value)%, "
          + "and is forecast to reach \(25 + value) million tonnes by 2028.\n")
    }
    try bench.write("bad.html", "\u{0}\u{0}")
  }

  /// What is left of a night that nothing disturbs. Benches named `soak` stand in one place: notes name their reports.
  static func undisturbed() throws -> [String] {
    let bench = try Bench("soak")
    try fill(bench)
    #expect(try Program.run(arguments(bench)).status == 0)
    let left = try remains(bench)
    #expect(left.count >= 2, "a note came of it")
    return left
  }
}

/// The long tests, against the program itself: `make soak`.
@Suite(
  "What the shift promises in the long run", .serialized,
  .enabled(if: Program.isSoak && Program.isBuilt, "make soak runs these"))
struct SoakPromises {
  @Test("promises 2 and 4: 200 rounds of kill -9 at fault points lose nothing") func faultPoints() throws {
    func run(_ bench: Bench, _ fault: String...) throws -> Int32 {
      try Program.run(["once", bench.inbox, bench.outbox, bench.state] + fault, program: Program.harness).status
    }
    func night(_ faults: [String]) throws -> (left: [String], killed: Int) {
      let bench = try Bench("soak")
      try Night.fill(bench)
      var killed = 0
      for fault in faults {
        if try run(bench, fault) == -SIGKILL { killed += 1 }
        for (name, text) in try bench.published() where name.hasSuffix(".md") && !name.hasPrefix(".") {
          #expect(text.hasSuffix("\n") && text.contains("\n# "), "half a note shows: \(fault)")
        }
      }
      let end = try Program.run(["once", bench.inbox, bench.outbox, bench.state], program: Program.harness)
      #expect(end.status == 0, "\(end.errors)")
      return (try Night.remains(bench), killed)
    }
    let whole = try night([]).left
    #expect(whole.count >= 3, "a note and its sidecar came of it")
    var (killed, same) = (0, 0)
    for round in 0..<200 {
      let point = FaultPoint.allCases[round % FaultPoint.allCases.count].rawValue
      let fault = "\(point):\(1 + round / FaultPoint.allCases.count % 2)"
      let mended = try night([fault])
      killed += mended.killed
      if mended.left == whole { same += 1 } else { Issue.record("\(fault) left another night") }
    }
    print(
      "soak: 200 rounds at fault points, \(killed) ended by kill -9, \(same) ended as the undisturbed night, byte for byte"
    )
    #expect(killed >= 150)
  }

  @Test("promise 4: 50 rounds of kill -9 at random moments lose nothing") func randomMoments() throws {
    let whole = try Night.undisturbed()
    var (killed, same) = (0, 0)
    for _ in 0..<50 {
      let bench = try Bench("soak")
      try Night.fill(bench)
      let process = try Program.start(Night.arguments(bench))
      usleep(UInt32.random(in: 0..<250_000))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { killed += 1 }
      #expect(try Program.run(Night.arguments(bench)).status == 0)
      // A night that was over before the signal has its note; the second one had nothing new.
      if try Night.remains(bench) == whole { same += 1 } else { Issue.record("a kill left another night") }
    }
    print(
      "soak: 50 rounds at random moments, \(killed) ended by kill -9, \(same) ended as the undisturbed night, byte for byte"
    )
  }

  private func residentKilobytes(_ pid: Int32) -> Int {
    let status =
      FileManager.default.contents(atPath: "/proc/\(pid)/status").map { String(decoding: $0, as: UTF8.self) } ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line.flatMap { Int($0.split(whereSeparator: \.isWhitespace)[1]) } ?? 0
  }

  private func wait(for count: Int, in bench: Bench, seconds: Int = 600) throws -> Bool {
    let ledger = try bench.ledger()
    for _ in 0..<seconds * 2 {
      if try ledger.summary().reports >= count { return true }
      usleep(500_000)
    }
    return false
  }

  @Test("promises 3 and 4: ten thousand reports, ten kills, each read once") func tenThousand() throws {
    let bench = try Bench()
    for value in 0..<10_000 { try bench.report("\(value / 100)/r\(value).md", value) }
    for _ in 0..<10 {
      let daemon = try Program.start(Night.arguments(bench, once: false))
      usleep(UInt32.random(in: 1_000_000..<4_000_000))
      kill(daemon.processIdentifier, SIGKILL)
      daemon.waitUntilExit()
    }
    let daemon = try Program.start(Night.arguments(bench, once: false))
    #expect(try wait(for: 10_000, in: bench))
    kill(daemon.processIdentifier, SIGTERM)
    daemon.waitUntilExit()
    let lines = try bench.ledger().dump().split(separator: "\n").filter { $0.hasPrefix("report") }
    #expect(lines.count == 10_000)
    #expect(lines.allSatisfy { $0.hasSuffix("\t1") })
    print("soak: \(lines.count) reports over ten kills, each once")
  }

  @Test("promise 14: memory after 10,000 reports is that after 1,000, within a tenth") func memory() throws {
    let bench = try Bench()
    for value in 0..<1000 { try bench.report("a/r\(value).md", value) }
    let daemon = try Program.start(Night.arguments(bench, once: false))
    #expect(try wait(for: 1000, in: bench))
    sleep(3)
    let small = residentKilobytes(daemon.processIdentifier)
    for value in 1000..<10_000 { try bench.report("b/r\(value).md", value) }
    #expect(try wait(for: 10_000, in: bench))
    sleep(3)
    let large = residentKilobytes(daemon.processIdentifier)
    kill(daemon.processIdentifier, SIGTERM)
    daemon.waitUntilExit()
    print("soak: resident memory \(small) kB after 1,000 reports, \(large) kB after 10,000")
    #expect(Double(large) <= Double(small) * 1.1)
  }

  @Test(
    "promises 6, 7 and 8: a night over hostile files opens no connection and writes nowhere else",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace"), "no strace here"))
  func traced() throws {
    let bench = try Bench()
    try Night.fill(bench)
    for file in HostileFiles.all { try file.bytes().write(to: URL(fileURLWithPath: bench.inbox + "/" + file.name)) }
    let trace = bench.root + "/trace"
    let calls =
      "trace=network,open,openat,openat2,creat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,link,linkat,"
      + "symlink,symlinkat,chmod,fchmodat,chown,lchown,truncate,utimensat,execve"
    let end = try Program.run(
      ["-f", "-qq", "-s", "400", "-e", calls, "-o", trace, Program.path] + Night.arguments(bench),
      program: "/usr/bin/strace")
    #expect(end.status == 0 || end.status == 65, "\(end.errors)")
    let lines = String(decoding: FileManager.default.contents(atPath: trace) ?? Data(), as: UTF8.self).split(
      separator: "\n")
    #expect(lines.count > 100)
    let networked = ["socket(", "connect(", "bind(", "sendto(", "sendmsg("]
    let network = lines.filter { line in networked.contains { line.contains(" " + $0) } }
    #expect(network.isEmpty, "\(network.prefix(5))")
    let reading = ["open(", "openat(", "openat2(", "execve("]
    let changing = lines.filter { line in
      // "???( <detached ...>" is a process that ended before its first call was seen.
      guard !line.contains("/dev/null"), !line.contains("+++"), !line.contains("---"), !line.contains(" ???(") else {
        return false
      }
      let isOpen = reading.contains { line.contains(" " + $0) }
      return !isOpen || ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].contains { line.contains($0) }
    }
    let elsewhere = changing.filter {
      !$0.contains("\"" + bench.state) && !$0.contains("\"" + bench.outbox) && !$0.contains("resumed>")
    }
    #expect(elsewhere.isEmpty, "\(elsewhere.prefix(5))")
    #expect(changing.allSatisfy { !$0.contains("\"" + bench.inbox) }, "the inbox was changed")
    #expect(!FileManager.default.fileExists(atPath: "/tmp/alyosha-slipped"))
    let started = Set(
      lines.filter { $0.contains(" execve(") }.compactMap { $0.split(separator: "\"").dropFirst().first })
    let troubles = try bench.ledger().summary().troubles
    print(
      "soak: \(HostileFiles.all.count) hostile files, \(troubles.count) of them skipped or ignored; \(lines.count) calls traced,"
        + " \(network.count) to a network, \(changing.count) that change something, \(elsewhere.count) of them outside state and"
        + " output; programs run: \(started.sorted().joined(separator: ", "))")
    for trouble in troubles {
      print("soak:   \((trouble.path as NSString).lastPathComponent.prefix(40)): \(trouble.outcome): \(trouble.reason)")
    }
  }
}
