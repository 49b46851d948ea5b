import AllocationCount
import Foundation

/// One run of the benchmark: every file with every stage, and what the program costs as a process.
struct BenchRun: Codable {
  struct File: Codable {
    let name: String
    let bytes: Int
    let stages: [String: Timing]
    /// How often one call of a stage asks for memory; nil in runs of before it was counted.
    var allocations: [String: Int]?
    /// Peak resident bytes of `alyosha figures`.
    var figuresPeak: Int?
    /// Wall clock of `alyosha write` as a process, start-up and all.
    var writeSeconds: Double?
  }

  let date: String
  var files: [File] = []
  /// Of `alyosha --version`.
  var startup: Timing?
  /// Nil in runs of before it was measured.
  var ledger: FreshLedger?

  /// Rounds are interleaved, a stage of a file after the other, so that a slow minute of the machine meets them all.
  static func measure(_ paths: [String], rounds: Int, program: Program?, reports: Int) throws -> BenchRun {
    var run = BenchRun(date: ISO8601DateFormatter().string(from: Date()))
    var peaks: [String: Int] = [:]
    var writes: [String: Double] = [:]
    if let program {
      run.startup = Timing(try (0..<20).map { _ in try program.run(["--version"]).seconds })
      for path in paths {
        peaks[path] = try program.run(["figures", "--format", "jsonl", path]).bytes
        writes[path] = Timing(try (0..<3).map { _ in try program.run(["write", path]).seconds }).median
      }
      if reports > 0 { run.ledger = try FreshLedger.measure(program, reports, like: paths) }
    }
    for path in paths {
      guard let stages = try Stages(path: path) else { continue }
      let named = Stages.names.compactMap { name in stages.named(name).map { (name, $0) } }
      var times: [String: [Double]] = [:]
      for (_, stage) in named { stage() }
      var allocations: [String: Int] = [:]
      for (name, stage) in named {
        let before = allocation_count()
        stage()
        allocations[name] = Int(allocation_count() - before)
      }
      for _ in 0..<rounds {
        for (name, stage) in named { times[name, default: []].append(Timing.seconds(stage)) }
        if let (floor, parse) = named.first { times[floor, default: []].append(Timing.seconds(parse)) }
      }
      run.files.append(
        File(
          name: URL(fileURLWithPath: path).lastPathComponent, bytes: stages.bytes.count,
          stages: times.mapValues(Timing.init), allocations: allocations, figuresPeak: peaks[path],
          writeSeconds: writes[path]))
    }
    return run
  }

  // MARK: Files

  static func read(_ path: String) throws -> BenchRun {
    try JSONDecoder().decode(BenchRun.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(self).write(to: URL(fileURLWithPath: path))
  }

  // MARK: Tables

  /// Ratios to the bare parse of the same bytes. `prove` is part of `note`; `read+fig` and `write` begin at the bytes.
  var table: String {
    let columns = ["read", "read+fig", "thesis", "evaluate", "note", "prove", "write"]
    var lines = [
      Self.row(["file", "KB", "parse ms", "MB/s"] + columns + ["± write", "peak", "write s"])
    ]
    for file in files {
      guard let floor = file.stages["parse"] else { continue }
      var cells = [
        file.name, "\(file.bytes / 1024)", Self.text(floor.median * 1e3, 2),
        Self.text(Double(file.bytes) / floor.median / 1e6, 0),
      ]
      cells += columns.map { Self.text(file.ratio(of: $0), 2) }
      cells.append(Self.text((file.stages["write"]?.spread ?? 0) * 100, 0) + "%")
      cells.append(
        file.figuresPeak.map {
          "\($0 >> 20) MB = 25 + \(Self.text((Double($0) - 25 * 1_048_576) / Double(file.bytes), 1)) ×"
        } ?? "-")
      cells.append(file.writeSeconds.map { Self.text($0, 3) } ?? "-")
      lines.append(Self.row(cells))
    }
    let counted = ["read", "figures", "thesis", "evaluate", "note", "write"]
    lines += ["", Self.row(["allocations a KB"] + counted)]
    for file in files {
      lines.append(
        Self.row(
          [file.name] + counted.map { Self.text(Double(file.allocations?[$0] ?? 0) * 1024 / Double(file.bytes), 1) }))
    }
    if let startup {
      lines.append("start-up \(Self.text(startup.median * 1e3, 1)) ms ± \(Self.text(startup.spread * 100, 0))%")
    }
    if let ledger { lines.append(ledger.line) }
    return lines.joined(separator: "\n")
  }

  /// This run's ratios beside those of an earlier one.
  func compared(with base: BenchRun) -> String {
    var lines = [Self.row(["file", "stage", "base", "now", "change"])]
    for file in files {
      guard let old = base.files.first(where: { $0.name == file.name }) else { continue }
      for stage in ["parse", "read", "read+fig", "thesis", "evaluate", "note", "prove", "write"] {
        let (was, now) = (old.ratio(of: stage), file.ratio(of: stage))
        lines.append(
          Self.row([
            file.name, stage, Self.text(was, 2), Self.text(now, 2),
            Self.text((now / max(was, 1e-9) - 1) * 100, 0) + "%",
          ]))
      }
    }
    if let was = base.startup, let now = startup {
      lines.append("start-up \(Self.text(was.median * 1e3, 1)) → \(Self.text(now.median * 1e3, 1)) ms")
    }
    if let was = base.ledger, let now = ledger {
      lines.append("fresh ledger \(Self.text(was.ratio, 1)) → \(Self.text(now.ratio, 1)) × half a bare parse")
    }
    return lines.joined(separator: "\n")
  }

  static func text(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }

  /// The first cell to the left, the others to the right.
  static func row(_ cells: [String]) -> String {
    cells.enumerated().map { index, cell in
      let space = String(repeating: " ", count: max(0, (index == 0 ? 24 : 9) - cell.count))
      return index == 0 ? cell + space : space + cell
    }.joined(separator: " ")
  }
}

extension BenchRun.File {
  /// A stage's median over the floor's.
  func ratio(of stage: String) -> Double {
    guard let floor = stages["parse"]?.median, floor > 0 else { return 0 }
    if stage == "read+fig" { return ratio(of: "read") + ratio(of: "figures") }
    return (stages[stage]?.median ?? 0) / floor
  }
}
