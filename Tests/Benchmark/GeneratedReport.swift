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
    let title = "Trade survey \(report.next(1000))"
    var html = "<html><head><title>\(title)</title></head><body><h1>\(title)</h1>\n"
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
