import Foundation
import Glibc
import LedgerStore
import NightShift
import Testing

@Suite("What the shift promises of reading")
struct ReadingPromises {
  let bench: Bench
  let ledger: Ledger

  init() throws {
    bench = try Bench()
    ledger = try bench.ledger()
  }

  @Test("promise 1: a report is never written to, moved, renamed or deleted") func untouched() async throws {
    try bench.report("a.md", 1)
    try bench.write("deep/er/b.md", "no figure here")
    try bench.write("bad.html", "\u{0}\u{0}binary\u{0}")
    func snapshot() throws -> [String] {
      try FileManager.default.subpathsOfDirectory(atPath: bench.inbox).sorted().map { name in
        var status = stat()
        stat(bench.inbox + "/" + name, &status)
        return "\(name) \(status.st_ino) \(status.st_mode) \(status.st_size) \(status.st_mtim) \(status.st_ctim)"
      }
    }
    let before = try snapshot()
    let shift = bench.shift(ledger: ledger)
    _ = try await bench.settleAndLook(shift)
    _ = try await shift.writeNote(night: Bench.night("2026-03-03"))
    #expect(try snapshot() == before)
    #expect(before.count == 5)
  }

  @Test("promise 3: one content is read once, whatever its names, touches and restarts") func once() async throws {
    try bench.report("a.md", 7)
    try bench.report("copy.md", 7)
    let first = try await bench.settleAndLook(bench.shift(ledger: ledger))
    #expect(first.read == 1 && first.known == 1)
    // A touch, a rename and a restart.
    #expect(utimes(bench.inbox + "/a.md", nil) == 0)
    try FileManager.default.moveItem(atPath: bench.inbox + "/copy.md", toPath: bench.inbox + "/other.md")
    let second = try await bench.settleAndLook(bench.shift(ledger: try bench.ledger()))
    #expect(second.read == 0 && second.known == 2)
    #expect(try ledger.summary().reports == 1)
    #expect(try ledger.dump().contains("\t1\t1\n"), "read one time")
  }

  @Test("promise 3: a changed file replaces its old figures") func rewritten() async throws {
    try bench.report("a.md", 7)
    let shift = bench.shift(ledger: ledger)
    _ = try await bench.settleAndLook(shift)
    try bench.report("a.md", 8)
    #expect(try await bench.settleAndLook(shift).read == 1)
    _ = try await shift.writeNote(night: Bench.night("2026-03-03"))
    let note = try #require(try bench.published()["2026-03-03-note.md"])
    #expect(note.contains("- 8 ") && !note.contains("- 7 "))
  }

  @Test("promise 5: a file is read only once it has rested") func growing() async throws {
    let shift = bench.shift(ledger: ledger)
    try bench.report("slow.md", 1)
    for step in 2...5 {
      let look = try await shift.look()
      #expect(look.read == 0 && look.waiting == 1)
      bench.pass(seconds: 9)
      try bench.report("slow.md", step, note: String(repeating: "More. ", count: step))
    }
    _ = try await shift.look()
    bench.pass(seconds: 9)
    #expect(try await shift.look().read == 0)
    bench.pass(seconds: 1)
    #expect(try await shift.look().read == 1)
    #expect(try ledger.summary().reports == 1)
  }

  @Test("promise 5: a file changed while it is read is not taken for either version") func replacedInHand() async throws
  {
    try bench.report("a.md", 1)
    let path = bench.inbox + "/a.md"
    var desk = Desk(stages: Bench.stages)
    let read = desk.read
    desk.read = { report in
      try? Data("# Copper\n\nCopper demand reached 2 tonnes.\n".utf8).write(to: URL(fileURLWithPath: path + ".tmp"))
      rename(path + ".tmp", path)
      // The open file is the old one still, unlinked: its times have changed.
      return await read(report)
    }
    let look = try await bench.settleAndLook(bench.shift(ledger: ledger, desk: desk))
    #expect(look.read == 0)
    #expect(look.waiting == 1)
    #expect(try await bench.settleAndLook(bench.shift(ledger: ledger)).read == 1)
    #expect(try ledger.summary().reports == 1)
  }

  @Test(
    "promise 5: hidden and partial files are left alone, and nobody is told",
    arguments: [
      ".hidden.md", "a.md.part", "a.crdownload", "~$a.md", "a.filepart", "a.md~", ".folder/a.md",
    ])
  func partial(name: String) async throws {
    try bench.report(name, 1)
    let look = try await bench.settleAndLook(bench.shift(ledger: ledger))
    #expect(look.files == 0)
    #expect(try ledger.summary().troubles.isEmpty)
  }

  @Test("promise 6: one bad file costs only itself, and is tried again when it changes") func badOnes() async throws {
    let alone = try Bench()
    for (name, value) in [("a.md", 1), ("b.md", 2)] {
      try alone.report(name, value)
      try bench.report(name, value)
    }
    try bench.write("empty.html", "")
    try bench.write("null.html", "\u{0}\u{0}\u{0}")
    try Data([0xFF, 0xD8, 0xFF, 0xE0]).write(to: URL(fileURLWithPath: bench.inbox + "/picture.html"))
    for one in [alone, bench] {
      let shift = one.shift(ledger: try one.ledger())
      _ = try await one.settleAndLook(shift)
      _ = try await shift.writeNote(night: Bench.night("2026-03-03"))
    }
    #expect(try bench.published() == alone.published())
    let troubles = try ledger.summary().troubles
    #expect(troubles.map { ($0.path as NSString).lastPathComponent } == ["empty.html", "null.html", "picture.html"])
    #expect(troubles.allSatisfy { $0.outcome == "skipped" && !$0.reason.isEmpty })
    try bench.write("empty.html", "<p>Now it says 5 things.</p>")
    #expect(try await bench.settleAndLook(bench.shift(ledger: ledger)).read == 1)
    #expect(try ledger.summary().troubles.count == 2)
  }

  @Test("promise 9: what is no file is ignored with its reason, and never opened") func strangers() async throws {
    let outside = bench.root + "/secret.md"
    try Data("# Secret 9\n\nIt is 9.\n".utf8).write(to: URL(fileURLWithPath: outside))
    try bench.report("real.md", 1)
    #expect(mkfifo(bench.inbox + "/pipe.md", 0o644) == 0)
    #expect(symlink("/nowhere/at/all", bench.inbox + "/dangling.md") == 0)
    #expect(symlink(outside, bench.inbox + "/escaping.md") == 0)
    #expect(symlink(bench.root, bench.inbox + "/folder") == 0)
    #expect(symlink("real.md", bench.inbox + "/inside.md") == 0)
    let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array((bench.inbox + "/socket.md").utf8)) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    #expect(bound == 0)
    // Making a device, such as /dev/zero, takes root.
    let hasDevice = mknod(bench.inbox + "/device.md", S_IFCHR | 0o644, dev_t(0x105)) == 0
    let unnameable: [UInt8] = Array((bench.inbox + "/").utf8) + [0xFF, 0xFE, 0x2E, 0x6D, 0x64, 0]
    let odd = unnameable.withUnsafeBytes { bytes in
      bytes.baseAddress.map { open($0.assumingMemoryBound(to: CChar.self), O_CREAT | O_WRONLY, 0o644) } ?? -1
    }
    if odd >= 0 { close(odd) }
    let look = try await bench.settleAndLook(bench.shift(ledger: ledger))
    #expect(look.read == 1)
    if hasDevice { #expect(try ledger.dump().contains("/device.md\tignored\ta device, not a report")) }
    if odd >= 0 { #expect(try ledger.dump().contains("its name is not UTF-8")) }
    let reasons = Dictionary(
      uniqueKeysWithValues: try ledger.summary().troubles.map { (($0.path as NSString).lastPathComponent, $0.reason) })
    #expect(reasons["pipe.md"] == "a pipe, not a report")
    #expect(reasons["socket.md"] == "a socket, not a report")
    #expect(reasons["dangling.md"] == "a link that leads nowhere")
    #expect(reasons["escaping.md"] == "a link that leads out of the inbox")
    #expect(reasons["folder"] == "a link that leads out of the inbox")
    #expect(reasons["inside.md"]?.hasPrefix("a link to ") == true)
    #expect(try ledger.search("secret").isEmpty)
  }
}
