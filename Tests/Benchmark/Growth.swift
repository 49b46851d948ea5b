import Foundation

/// Time and memory of `alyosha figures` against input: one file that grows, and a folder with more and more reports.
struct Growth: Codable {
  struct Point: Codable {
    let bytes: Int
    let reports: Int
    /// Processor time, user and system.
    let seconds: Double
    let peak: Int
  }

  var file: [Point] = []
  var folder: [Point] = []

  /// From 10 KB to 100 MB in one file, from 1 to 10,000 reports in a folder.
  static func measure(_ program: Program) throws -> Growth {
    var growth = Growth()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("alyosha-growth-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for size in [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000] {
      let file = folder.appendingPathComponent("report.html")
      try Data(GeneratedReport(seed: 1).html(bytes: size).utf8).write(to: file)
      growth.file.append(try point(program, file.path, bytes: size, reports: 1))
      try FileManager.default.removeItem(at: file)
    }
    var made = 0
    for count in [1, 10, 100, 1000, 10_000] {
      while made < count {
        made += 1
        let html = GeneratedReport(seed: UInt64(made)).html(bytes: 10_000)
        try Data(html.utf8).write(to: folder.appendingPathComponent("report-\(made).html"))
      }
      growth.folder.append(try point(program, folder.path, bytes: count * 10_000, reports: count))
    }
    return growth
  }

  private static func point(_ program: Program, _ path: String, bytes: Int, reports: Int) throws -> Point {
    let runs = try (0..<(bytes < 1_000_000 ? 5 : 1)).map { _ in
      try program.run(["figures", "--format", "jsonl", path])
    }
    let best = runs.min { $0.processorSeconds < $1.processorSeconds }
    return Point(
      bytes: bytes, reports: reports, seconds: best?.processorSeconds ?? 0, peak: best?.bytes ?? 0)
  }

  /// The exponent of `cost − cost of the smallest = c × bytesⁿ`, by least squares over the logarithms; what every run
  /// costs, however small its input, is taken off first.
  static func exponent(_ points: [Point], _ cost: (Point) -> Double) -> Double {
    guard let first = points.first else { return 0 }
    let logs = points.dropFirst().compactMap { point -> (x: Double, y: Double)? in
      let own = cost(point) - cost(first)
      return own > 0 ? (log(Double(point.bytes - first.bytes)), log(own)) : nil
    }
    guard logs.count > 1 else { return 0 }
    let x = logs.map(\.x).reduce(0, +) / Double(logs.count)
    let y = logs.map(\.y).reduce(0, +) / Double(logs.count)
    let above = logs.map { ($0.x - x) * ($0.y - y) }.reduce(0, +)
    return above / logs.map { ($0.x - x) * ($0.x - x) }.reduce(0, +)
  }

  var table: String {
    var lines = [BenchRun.row(["input", "bytes", "reports", "seconds", "peak MB"])]
    for (name, points) in [("one file", file), ("a folder", folder)] {
      for point in points {
        lines.append(
          BenchRun.row([
            name, "\(point.bytes)", "\(point.reports)", BenchRun.text(point.seconds, 3), "\(point.peak >> 20)",
          ]))
      }
      lines.append(
        "\(name): time ~ n^\(BenchRun.text(Self.exponent(points) { $0.seconds }, 2)), "
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

/// A made-up report of any length: headings, sentences with figures, tables. The same seed gives the same bytes.
struct GeneratedReport {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  private static let makers = ["Brightwater Mills", "Tarn Foundry", "Oakhollow Freight", "Pell & Sons", "Sundial Labs"]
  private static let things = ["net sales", "operating income", "order backlog", "freight volumes", "unit costs"]
  private static let moves = ["rose", "fell", "grew", "declined", "climbed", "slipped"]

  /// At least as many bytes as asked for, by at most a section.
  func html(bytes: Int) -> String {
    var report = self
    var html = "<html><head><title>Trade survey \(report.next(1000))</title></head><body><h1>Trade survey</h1>\n"
    var section = 0
    while html.utf8.count < bytes {
      section += 1
      html += "<h2>\(section). \(Self.makers[report.next(5)])</h2>\n"
      for _ in 0..<6 {
        html +=
          "<p>\(Self.makers[report.next(5)]) said that \(Self.things[report.next(5)]) \(Self.moves[report.next(6)]) "
        html += "\(report.next(40)).\(report.next(10))% to $\(report.next(900) + 1).\(report.next(10)) million in the "
        html += "second quarter of \(2015 + report.next(10)). Contacts expect little change before the summer, and "
        html += "about \(report.next(90) + 2) firms plan to hire.</p>\n"
      }
      html += "<table><tr><th>(in thousands)</th><th>2024</th><th>2023</th></tr>\n"
      for thing in Self.things {
        html += "<tr><td>\(thing)</td><td>$ \(report.next(900) + 100),\(report.next(900) + 100)</td>"
        html += "<td>$ \(report.next(900) + 100),\(report.next(900) + 100)</td></tr>\n"
      }
      html += "</table>\n"
    }
    return html + "</body></html>\n"
  }
}
