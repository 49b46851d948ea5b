import Foundation

/// Many reports of the size of a Beige Book read into a fresh ledger, beside a bare parse of the same bytes.
struct FreshLedger: Codable {
  let reports: Int
  let bytes: Int
  /// Wall clock of a night without a note.
  let seconds: Double
  /// Processor time of the program and its workers.
  let processorSeconds: Double
  /// A bare parse of every report, on one processor.
  let parseSeconds: Double
  /// Peak resident bytes of the largest process.
  let peak: Int
  /// Wall clock of the first search, which indexes every report; nil in runs of when reading did.
  var firstSearchSeconds: Double?

  /// Over half the bare parse, which two processors would take: at most this.
  static let bar = 2.5
  var ratio: Double { seconds / (parseSeconds / 2) }

  struct Failed: Error { let status: Int32 }

  /// Copies of the Beige Books among `paths`, each with numbers of its own; made-up reports where there are none.
  static func measure(_ program: Program, _ count: Int, like paths: [String]) throws -> FreshLedger {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("alyosha-fresh-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let (inbox, state) = (folder.appendingPathComponent("inbox"), folder.appendingPathComponent("state"))
    for made in [inbox, state] { try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true) }
    let models = try paths.filter { $0.contains("/beige-") }.map {
      Array(try Data(contentsOf: URL(fileURLWithPath: $0)))
    }
    var (bytes, parse) = (0, 0.0)
    for number in 0..<count {
      let page =
        models.isEmpty
        ? Array(GeneratedReport(seed: UInt64(number + 1)).html(bytes: 30_000).utf8)
        : varied(models[number % models.count], number)
      try Data(page).write(to: inbox.appendingPathComponent("report-\(number).html"))
      bytes += page.count
      parse += Timing.seconds { BareParse.html(page) }
    }
    setenv("ALYOSHA_MINIMUM_FIGURES", "1000000", 1)
    defer { unsetenv("ALYOSHA_MINIMUM_FIGURES") }
    let cost = try program.run([
      "run", "--once", "--settle", "0", "--inbox", inbox.path, "--outbox", state.path, "--state", state.path,
    ])
    guard cost.status == 0 else { throw Failed(status: cost.status) }
    let search = try program.run(["search", "--state", state.path, "demand"])
    guard search.status == 0 else { throw Failed(status: search.status) }
    return FreshLedger(
      reports: count, bytes: bytes, seconds: cost.seconds, processorSeconds: cost.processorSeconds,
      parseSeconds: parse, peak: cost.bytes, firstSearchSeconds: search.seconds)
  }

  /// Other digits in the text, years apart.
  private static func varied(_ page: [UInt8], _ number: Int) -> [UInt8] {
    var page = page
    var state = UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index < page.count {
      if page[index] == UInt8(ascii: "<") { index = page[index...].firstIndex(of: UInt8(ascii: ">")) ?? page.count }
      let end = page[min(index, page.count)...].firstIndex { $0 < 0x30 || $0 > 0x39 } ?? page.count
      let isYear =
        end - index == 4 && (page[index...].starts(with: "19".utf8) || page[index...].starts(with: "20".utf8))
      if !isYear {
        for place in index..<max(index, end) {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          page[place] = 0x31 + UInt8((state >> 33) % 9)
        }
      }
      index = max(end, index + 1)
    }
    return page + Array("<!-- \(number) -->\n".utf8)
  }

  var line: String {
    let search = firstSearchSeconds.map { "; the first search, which indexes them, \(BenchRun.text($0, 2)) s" } ?? ""
    return "\(reports) reports of \(bytes / max(1, reports) / 1024) KB into a fresh ledger: "
      + "\(BenchRun.text(seconds, 2)) s by the clock, \(BenchRun.text(processorSeconds, 2)) of the processors, "
      + "\(peak >> 20) MB; bare parse \(BenchRun.text(parseSeconds, 2)) s, halved: \(BenchRun.text(ratio, 1)) × "
      + "(bar \(BenchRun.text(Self.bar, 1)))\(search)"
  }
}
