import Foundation
import Glibc
import LedgerStore
import NightShift
import Testing

/// The long tests, against the program itself: `make soak`.
@Suite(
  "What the shift promises in the long run", .serialized,
  .enabled(if: Program.isSoak && Program.isBuilt, "make soak runs these"))
struct SoakPromises {
  private func arguments(_ bench: Bench, once: Bool = true) -> [String] {
    ["run"] + (once ? ["--once"] : [])
      + ["--inbox", bench.inbox, "--outbox", bench.outbox, "--state", bench.state, "--settle", "0"]
  }

  /// What is left of a night, to the byte.
  private func remains(_ bench: Bench) throws -> [String] {
    let files = try bench.published().sorted { $0.key < $1.key }.map { "\($0.key)\n\($0.value)" }
    return files + [try bench.ledger().dump()]
  }

  private func fill(_ bench: Bench) throws {
    for value in 1...4 {
      try bench.write(
        "r\(value).md",
        "# Copper demand \(value)\n\nCopper demand reached \(20 + value) million tonnes in 2025, up \(value)%, "
          + "and is forecast to reach \(25 + value) million tonnes by 2028.\n")
    }
    try bench.write("bad.html", "\u{0}\u{0}")
  }

  private func reference() throws -> [String] {
    let bench = try Bench("soak")
    try fill(bench)
    #expect(try Program.run(arguments(bench)).status == 0)
    let remains = try remains(bench)
    #expect(remains.count >= 2, "a note came of it")
    return remains
  }

  @Test("promises 2 and 4: 200 rounds of kill -9 at fault points lose nothing") func faultPoints() throws {
    let whole = try reference()
    var killed = 0
    for round in 0..<200 {
      let bench = try Bench("soak")
      try fill(bench)
      let point = FaultPoint.allCases[round % FaultPoint.allCases.count]
      let fault = "\(point.rawValue):\(1 + round / FaultPoint.allCases.count % 2)"
      let status = try Program.run(arguments(bench), environment: ["ALYOSHA_FAULT": fault]).status
      if status == -SIGKILL { killed += 1 }
      for (name, text) in try bench.published() where name.hasSuffix(".md") && !name.hasPrefix(".") {
        #expect(
          whole.contains { $0.hasPrefix(name + "\n") && $0.hasSuffix(text) }, "\(fault)"
        )
      }
      #expect(try Program.run(arguments(bench)).status == 0)
      #expect(try remains(bench) == whole, "\(fault)")
    }
    print("soak: 200 rounds at fault points, \(killed) killed, nothing lost unless told above")
    #expect(killed > 100)
  }

  @Test("promise 4: 50 rounds of kill -9 at random moments lose nothing") func randomMoments() throws {
    let whole = try reference()
    var random = SystemRandomNumberGenerator()
    for _ in 0..<50 {
      let bench = try Bench("soak")
      try fill(bench)
      let process = try Program.start(arguments(bench))
      usleep(UInt32.random(in: 0..<400_000, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try Program.run(arguments(bench)).status == 0)
      #expect(try remains(bench) == whole)
    }
    print("soak: 50 rounds at random moments")
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
      let daemon = try Program.start(arguments(bench, once: false))
      usleep(UInt32.random(in: 1_000_000..<4_000_000))
      kill(daemon.processIdentifier, SIGKILL)
      daemon.waitUntilExit()
    }
    let daemon = try Program.start(arguments(bench, once: false))
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
    let daemon = try Program.start(arguments(bench, once: false))
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
    "promises 7 and 8: a night over hostile files opens no connection and writes nowhere else",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace"), "no strace here"))
  func traced() throws {
    let bench = try Bench()
    try fill(bench)
    try bench.write(
      "xxe.xml",
      "<?xml version=\"1.0\"?><!DOCTYPE r SYSTEM \"http://127.0.0.1:9/x.dtd\" [<!ENTITY x SYSTEM \"file:///etc/hostname\">"
        + "<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\">%p;]><r><p>&x; 5 things</p></r>")
    try bench.write(
      "links.html",
      "<html><head><link rel=stylesheet href=\"http://127.0.0.1:9/a.css\"><base href=\"http://127.0.0.1:9/\"></head>"
        + "<body><img src=\"http://127.0.0.1:9/i.png\"><p>There were 5 things.</p></body></html>")
    let trace = bench.root + "/trace"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/strace")
    process.arguments = ["-f", "-e", "trace=network,open,openat,creat", "-o", trace, Program.path] + arguments(bench)
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TZ": "UTC"]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let calls = String(decoding: FileManager.default.contents(atPath: trace) ?? Data(), as: UTF8.self).split(
      separator: "\n")
    #expect(calls.count > 100)
    let network = calls.filter { $0.contains(" socket(") || $0.contains(" connect(") || $0.contains(" sendto(") }
    #expect(network.isEmpty)
    let writing = calls.filter { line in
      (line.contains("O_WRONLY") || line.contains("O_RDWR") || line.contains("O_CREAT")) && !line.contains("/dev/null")
        && !line.contains(bench.state) && !line.contains(bench.outbox)
    }
    #expect(writing.isEmpty)
    print(
      "soak: \(calls.count) calls traced, \(network.count) to a network, \(writing.count) opened for writing elsewhere")
  }

  @Test(
    "promise 10: a full disk keeps the note, and gives it when there is room",
    .enabled(if: getuid() == 0, "needs root for a tmpfs"))
  func fullDisk() throws {
    let bench = try Bench()
    try fill(bench)
    #expect(system("mount -t tmpfs -o size=64k tmpfs '\(bench.outbox)'") == 0)
    defer { _ = system("umount '\(bench.outbox)'") }
    _ = FileManager.default.createFile(atPath: bench.outbox + "/filler", contents: Data(count: 64 << 10))
    let full = try Program.run(arguments(bench))
    #expect(full.status == 74)
    #expect(full.errors.contains("the note is kept"))
    #expect(try bench.published().keys.sorted() == ["filler"])
    try FileManager.default.removeItem(atPath: bench.outbox + "/filler")
    #expect(try Program.run(arguments(bench)).status == 0)
    #expect(try bench.published().keys.contains { $0.hasSuffix(".md") })
  }
}
