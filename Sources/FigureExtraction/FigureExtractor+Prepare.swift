import ReportReading

extension FigureExtractor {
  /// Reads the lexicons, which otherwise the first report waits for: call it on a processor that has nothing else to do.
  package static func prepare() {
    guard let report = try? ReportReader(processors: .one).read(bytes: Array(sample.utf8), path: "sample.html") else {
      return
    }
    _ = FigureExtractor(processors: .one).evidence(from: report)
  }

  /// Some of everything that is looked for.
  private static let sample = """
    <h1>Sample, March 31, 2024</h1><p>Analysts at Sample Inc. said that net sales of $1.7 billion rose by 5% to between 3 and 4 \
    million barrels in the second quarter of 2024, from €2,000 per share a year earlier, and about seven employees in ten \
    are expected to stay until 2030. Compared with last year it fell 35 basis points, or 12 kWh.</p>
    <table><tr><th>(in millions, except per share)</th><th>2024</th><th>2023</th></tr>
    <tr><td>Net sales</td><td>$ 1,234</td><td>(56)</td></tr><tr><td>Margin</td><td>12%</td><td>—</td></tr></table>
    """
}
