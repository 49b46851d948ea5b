import Foundation

extension Growth {
  /// Seconds and peak memory over bytes, both axes logarithmic.
  var svg: String {
    let (width, height, margin) = (360.0, 260.0, 50.0)
    var body = ""
    func plot(_ title: String, at left: Double, _ cost: (Point) -> Double) {
      let all = (file + folder).map(cost).filter { $0 > 0 }
      guard let low = all.min(), let high = all.max(), high > low else { return }
      func x(_ bytes: Int) -> Double { left + margin + (log10(Double(bytes)) - 4) / 4 * (width - 2 * margin) }
      func y(_ value: Double) -> Double {
        height - margin - log(value / low) / log(high / low) * (height - 2 * margin)
      }
      body += #"<text x="\#(left + margin)" y="30">\#(title)</text>"# + "\n"
      for power in 4...8 {
        let label = ["10 KB", "100 KB", "1 MB", "10 MB", "100 MB"][power - 4]
        let at = left + margin + Double(power - 4) / 4 * (width - 2 * margin)
        body += #"<text x="\#(at)" y="\#(height - margin + 20)" text-anchor="middle">\#(label)</text>"# + "\n"
      }
      for value in [low, high] {
        let label = value < 1000 ? BenchRun.text(value, 2) : "\(Int(value) >> 20) MB"
        body += #"<text x="\#(left + margin - 6)" y="\#(y(value))" text-anchor="end">\#(label)</text>"# + "\n"
      }
      for (points, colour) in [(file, "#1f5f8b"), (folder, "#b5532a")] {
        let line = points.filter { cost($0) > 0 }.map { "\(Int(x($0.bytes))),\(Int(y(cost($0))))" }
        body += #"<polyline points="\#(line.joined(separator: " "))" fill="none" stroke="\#(colour)"/>"# + "\n"
      }
    }
    plot("seconds (blue: one file, red: a folder)", at: 0) { $0.seconds }
    plot("peak memory", at: width) { Double($0.peak) }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(2 * width)) \(Int(height))" \
      font-family="sans-serif" font-size="10">
      \(body)</svg>

      """
  }
}
