import Foundation
import Glibc
import NightShift
import Testing

@Suite("What the shift promises of its service", .serialized)
struct ServicePromises {
  @Test("promise 11: a second holder of a state folder is refused, and told who is first") func lock() throws {
    let bench = try Bench()
    let first = try StateLock(folder: bench.state)
    #expect(throws: StateLock.Failure.taken(folder: bench.state, by: "\(getpid())")) {
      try StateLock(folder: bench.state)
    }
    withExtendedLifetime(first) {}
  }

  /// A datagram socket as systemd's, and what came to it until a line begins so.
  final class Manager {
    let descriptor: Int32
    let path: String
    var heard: [String] = []
    /// Messages before this one are past.
    var mark = 0

    init(_ folder: String) throws {
      path = folder + "/notify"
      descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
      _ = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
    }

    deinit { close(descriptor) }

    func hear(_ word: String, within seconds: Double = 10) -> Bool {
      if heard[mark...].contains(where: { $0.contains(word) }) { return true }
      let end = Date().addingTimeInterval(seconds)
      while Date() < end {
        var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&poller, 1, 100) > 0 else { continue }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        let text = String(decoding: bytes[..<max(0, count)], as: UTF8.self)
        heard.append(text)
        if text.contains(word) { return true }
      }
      return false
    }
  }

  @Test("promise 15: systemd is told in its own words") func words() throws {
    let bench = try Bench()
    let manager = try Manager(bench.root)
    let service = ServiceManager(environment: ["NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "4000000"])
    #expect(service.watchdogInterval == 2)
    service.status("read 12 of 40,\n1 skipped")
    #expect(manager.hear("STATUS=read 12 of 40, 1 skipped"))
    service.reloading()
    #expect(manager.hear("RELOADING=1\nMONOTONIC_USEC="))
    #expect(ServiceManager(environment: ["WATCHDOG_USEC": "1000000", "WATCHDOG_PID": "1"]).watchdogInterval == nil)
  }

  @Test("promises 12 and 15: ready, alive, reloaded, and stopped within ten seconds", .enabled(if: Program.isBuilt))
  func life() throws {
    let bench = try Bench()
    let manager = try Manager(bench.root)
    let file = bench.root + "/alyosha.yaml"
    func configure(_ text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: file)) }
    let good = "inbox: [\"\(bench.inbox)\"]\noutbox: \"\(bench.outbox)\"\nstate: \"\(bench.state)\"\nsettle: 0\n"
    try configure(good)
    let log = Pipe()
    let daemon = try Program.start(
      ["run", "--config", file], environment: ["NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "600000"],
      errors: log.fileHandleForWriting)
    #expect(manager.hear("READY=1"))
    #expect(manager.hear("WATCHDOG=1"))
    manager.mark = 0
    #expect(manager.hear("writes at 03:30"))
    manager.mark = manager.heard.count
    // A second daemon on the same state.
    let second = try Program.run(["run", "--config", file])
    #expect(second.status == 75)
    #expect(second.errors.contains("another alyosha works in this state folder (process \(daemon.processIdentifier))"))
    // A report that comes is read without waiting for the rescan.
    try bench.report("a.md", 5)
    #expect(manager.hear("read 1 of 1"))
    manager.mark = manager.heard.count
    try configure(good + "write-at: \"25:99\"\n")
    kill(daemon.processIdentifier, SIGHUP)
    #expect(manager.hear("RELOADING=1"))
    #expect(manager.hear("READY=1"))
    manager.mark = manager.heard.count
    try configure(good + "write-at: \"04:45\"\n")
    kill(daemon.processIdentifier, SIGHUP)
    #expect(manager.hear("writes at 04:45"))
    let asked = Date()
    kill(daemon.processIdentifier, SIGTERM)
    #expect(manager.hear("STOPPING=1"))
    daemon.waitUntilExit()
    #expect(Date().timeIntervalSince(asked) < 10)
    #expect(daemon.terminationReason == .exit && daemon.terminationStatus == 0)
    try log.fileHandleForWriting.close()
    let said = String(decoding: log.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(said.contains("configuration not reloaded, the old one stays: \(file):5: write-at"))
  }

  @Test(
    "promise 15: the units are sound, and rated 2.0 or better",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze"), "no systemd-analyze here"),
    arguments: ["alyosha.service", "alyosha-once.service"])
  func exposure(unit: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/systemd-analyze")
    process.arguments = [
      "security", "--offline=true", "--threshold=20", "--no-pager",
      Program.package.appending(path: "systemd/" + unit).path,
    ]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    // The status is not 0 where the exposure is beyond the threshold, in tenths.
    #expect(process.terminationStatus == 0)
  }

  @Test(
    "promise 15: systemd finds nothing to say about the units",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze"), "no systemd-analyze here"),
    .enabled(if: Program.isBuilt))
  func units() throws {
    let bench = try Bench()
    var units: [String] = []
    for name in ["alyosha.service", "alyosha-once.service", "alyosha-once.timer"] {
      let text = try String(contentsOf: Program.package.appending(path: "systemd/" + name), encoding: .utf8)
      units.append(bench.root + "/" + name)
      // It wants the program to be where the unit says.
      try Data(text.replacing("/usr/local/bin/alyosha", with: Program.path).utf8).write(
        to: URL(fileURLWithPath: units.last ?? ""))
    }
    let said = try Program.run(["verify", "--man=no"] + units, program: "/usr/bin/systemd-analyze")
    #expect(said.status == 0)
    #expect(said.errors.isEmpty)
  }

  @Test("one line a report and one a night, with the journal's priorities", .enabled(if: Program.isBuilt))
  func journal()
    throws
  {
    let bench = try Bench()
    try bench.write("a.md", "# Copper\n\nCopper demand reached 28 million tonnes in 2025, up 4% from 2024.\n")
    try bench.write("bad.html", "\u{0}")
    let run = try Program.run(
      ["run", "--once", "--inbox", bench.inbox, "--outbox", bench.outbox, "--state", bench.state, "--settle", "0"],
      environment: ["JOURNAL_STREAM": "8:1"])
    let lines = run.errors.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("<6>") && $0.contains("/a.md: read, ") }.count == 1)
    #expect(lines.filter { $0.hasPrefix("<4>") && $0.contains("/bad.html: skipped: ") }.count == 1)
    #expect(lines.filter { $0.hasPrefix("<5>night of ") && $0.contains("1 files skipped") }.count == 1)
    #expect(lines.count == 3)
  }

  @Test("the metrics are a textfile that a collector reads") func metrics() async throws {
    let bench = try Bench()
    try bench.report("a.md", 1)
    try bench.write("bad.html", "\u{0}")
    var options = bench.options()
    options.metricsFile = bench.root + "/alyosha.prom"
    let shift = bench.shift(options, ledger: try bench.ledger())
    _ = try await shift.round()
    bench.pass(seconds: 11)
    _ = try await shift.round()
    let text = try String(contentsOfFile: bench.root + "/alyosha.prom", encoding: .utf8)
    let samples = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(samples.contains("alyosha_reports_read_total 1") && samples.contains("alyosha_reports_skipped_total 1"))
    #expect(samples.count == 6 && text.components(separatedBy: "# TYPE ").count == 7)
  }
}
