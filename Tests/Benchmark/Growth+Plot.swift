import Foundation

extension Growth {
  /// For each input a plot of seconds over size and one of peak memory, both axes logarithmic.
  var svg: String {
    let (width, height) = (300.0, 220.0)
    let inputs = Input.allCases.filter { (points[$0] ?? []).count > 1 }
    var body = ""
    for (row, input) in inputs.enumerated() {
      let points = points[input] ?? []
      for (column, cost) in [{ $0.seconds }, { Double($0.peak) }].enumerated()
        as EnumeratedSequence<[(Point) -> Double]>
      {
        let exponent = BenchRun.text(Self.exponent(points, cost), 2)
        body += #"<g transform="translate(\#(Int(width) * column),\#(Int(height) * row))">"#
        body +=
          #"<text x="50" y="20">\#(input.title): \#(column == 0 ? "seconds" : "peak memory") ~ n^\#(exponent)</text>"#
        body += Self.plot(points, width, height, cost) + "</g>\n"
      }
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(2 * width)) \(Int(height) * inputs.count)" \
      font-family="sans-serif" font-size="10">
      \(body)</svg>

      """
  }

  private static func plot(_ points: [Point], _ width: Double, _ height: Double, _ cost: (Point) -> Double) -> String {
    let margin = 50.0
    let shown = points.filter { cost($0) > 0 && $0.size > 0 }
    let (costs, sizes) = (shown.map { log10(cost($0)) }, shown.map { log10(Double($0.size)) })
    guard let low = costs.min(), let high = costs.max(), let least = sizes.min(), let most = sizes.max() else {
      return ""
    }
    func x(_ size: Double) -> Int { Int(margin + (size - least) / max(most - least, 1e-9) * (width - 2 * margin)) }
    func y(_ cost: Double) -> Int {
      Int(height - margin - (cost - low) / max(high - low, 1e-9) * (height - 2 * margin))
    }
    var marks = ""
    for (size, value) in zip(sizes, costs) {
      marks += #"<circle cx="\#(x(size))" cy="\#(y(value))" r="2" fill="steelblue"/>"#
      marks +=
        #"<text x="\#(x(size))" y="\#(Int(height - margin) + 18)" text-anchor="middle">10^\#(Int(size.rounded()))</text>"#
    }
    for value in Set([low, high]).sorted() {
      let own = pow(10, value)
      let label = own < 10_000 ? BenchRun.text(own, 2) : "\(Int(own) >> 20) MB"
      marks += #"<text x="\#(Int(margin) - 6)" y="\#(y(value))" text-anchor="end">\#(label)</text>"#
    }
    let line = zip(sizes, costs).map { "\(x($0)),\(y($1))" }.joined(separator: " ")
    return #"<polyline points="\#(line)" fill="none" stroke="steelblue"/>"# + marks
  }
}
