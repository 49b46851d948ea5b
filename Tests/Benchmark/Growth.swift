import Foundation

/// Time and memory against input: one file that grows, a night with more and more reports, a ledger with more and more
/// figures.
struct Growth: Codable {
  /// What is made larger.
  enum Input: String, Codable, CaseIterable {
    /// `alyosha figures` and `alyosha write` of one file, 10 KB to 100 MB.
    case figures, write
    /// `alyosha run --once` over 1 to 10,000 reports of 10 KB and a fresh ledger.
    case night
    /// `alyosha run --once` over one report and a ledger of 10³ to 10⁷ figures.
    case ledger

    var title: String {
      switch self {
      case .figures: "figures of one file, bytes"
      case .write: "write of one file, bytes"
      case .night: "a night, reports"
      case .ledger: "a night over a ledger, figures"
      }
    }
  }

  struct Point: Codable {
    /// Bytes, reports or figures.
    let size: Int
    /// Processor time, user and system, of the program and its workers.
    let seconds: Double
    /// Peak resident bytes of the largest of them.
    let peak: Int
  }

  var points: [Input: [Point]] = [:]

  /// All inputs, each up to its `largest` or as far as it goes.
  static func measure(_ program: Program, only inputs: [Input] = Input.allCases, largest: Int = .max) throws -> Growth {
    var growth = Growth()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("alyosha-growth-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // The kernel counts this process' own peak as its children's: what makes it large comes last.
    if inputs.contains(.night) { growth.points[.night] = try nights(program, in: folder, largest) }
    if inputs.contains(.ledger) { growth.points[.ledger] = try ledgers(program, in: folder, largest) }
    let commands = inputs.filter { $0 == .figures || $0 == .write }
    for size in [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000] where size <= largest && !commands.isEmpty {
      for (command, point) in zip(commands, try files(program, commands, in: folder, size)) {
        growth.points[command, default: []].append(point)
      }
    }
    return growth
  }

  /// What each command costs on one file of so many bytes.
  private static func files(_ program: Program, _ commands: [Input], in folder: URL, _ size: Int) throws -> [Point] {
    let file = folder.appendingPathComponent("report.html")
    try Data(GeneratedReport(seed: 1).html(bytes: size).utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try commands.map { command in
      let output = command == .write ? ["-o", "-"] : []
      return try point(
        size,
        (0..<(size < 1_000_000 ? 5 : 1)).map { _ in try program.run([command.rawValue, file.path] + output) })
    }
  }

  private static func nights(_ program: Program, in folder: URL, _ largest: Int) throws -> [Point] {
    let inbox = folder.appendingPathComponent("inbox")
    try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: inbox) }
    var made = 0
    return try [1, 10, 100, 1000, 10_000].filter { $0 <= largest }.map { count in
      while made < count {
        made += 1
        let html = GeneratedReport(seed: UInt64(made)).html(bytes: 10_000)
        try Data(html.utf8).write(to: inbox.appendingPathComponent("report-\(made).html"))
      }
      return try point(count, [night(program, inbox, state: folder.appendingPathComponent("state-\(count)"))])
    }
  }

  private static func ledgers(_ program: Program, in folder: URL, _ largest: Int) throws -> [Point] {
    let inbox = folder.appendingPathComponent("one")
    try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
    try Data(GeneratedReport(seed: 9999).html(bytes: 30_000).utf8).write(
      to: inbox.appendingPathComponent("report.html"))
    return try [0, 1_000, 10_000, 100_000, 1_000_000, 10_000_000].filter { $0 <= largest }.map { figures in
      let state = folder.appendingPathComponent("ledger-\(figures)")
      try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
      try FilledLedger.make(at: state.appendingPathComponent("ledger.sqlite").path, figures: figures)
      return try point(figures, [night(program, inbox, state: state)])
    }
  }

  /// One night, its note thrown away with its state.
  private static func night(_ program: Program, _ inbox: URL, state: URL) throws -> Program.Cost {
    defer { try? FileManager.default.removeItem(at: state) }
    let outbox = state.appendingPathComponent("notes")
    try FileManager.default.createDirectory(at: outbox, withIntermediateDirectories: true)
    return try program.run([
      "run", "--once", "--settle", "0", "--inbox", inbox.path, "--outbox", outbox.path, "--state", state.path,
    ])
  }

  private static func point(_ size: Int, _ costs: [Program.Cost]) throws -> Point {
    guard let best = costs.min(by: { $0.processorSeconds < $1.processorSeconds }) else {
      return Point(size: size, seconds: 0, peak: 0)
    }
    // A note of made-up reports may fail its proof (exit code 65); it was composed and proved all the same.
    guard best.status == 0 || best.status == 65 << 8 else { throw Failed(size: size, status: best.status) }
    return Point(size: size, seconds: best.processorSeconds, peak: best.bytes)
  }

  struct Failed: Error {
    let size: Int
    let status: Int32
  }

  /// The exponent of `cost − cost of the smallest = c × bytesⁿ`, by least squares over the logarithms; what every run
  /// costs, however small its input, is taken off first.
  static func exponent(_ points: [Point], _ cost: (Point) -> Double) -> Double {
    guard let first = points.first else { return 0 }
    let logs = points.dropFirst().compactMap { point -> (x: Double, y: Double)? in
      let own = cost(point) - cost(first)
      return own > 0 ? (log(Double(point.size - first.size)), log(own)) : nil
    }
    guard logs.count > 1 else { return 0 }
    let x = logs.map(\.x).reduce(0, +) / Double(logs.count)
    let y = logs.map(\.y).reduce(0, +) / Double(logs.count)
    let above = logs.map { ($0.x - x) * ($0.y - y) }.reduce(0, +)
    return above / logs.map { ($0.x - x) * ($0.x - x) }.reduce(0, +)
  }

  var table: String {
    var lines = [BenchRun.row(["input", "size", "seconds", "peak MB"])]
    for input in Input.allCases {
      guard let points = points[input] else { continue }
      for point in points {
        lines.append(
          BenchRun.row([input.title, "\(point.size)", BenchRun.text(point.seconds, 3), "\(point.peak >> 20)"]))
      }
      lines.append(
        "  time ~ n^\(BenchRun.text(Self.exponent(points) { $0.seconds }, 2)), "
          + "memory ~ n^\(BenchRun.text(Self.exponent(points) { Double($0.peak) }, 2))")
    }
    return lines.joined(separator: "\n")
  }

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(self).write(to: URL(fileURLWithPath: path))
  }
}
