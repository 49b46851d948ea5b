import Foundation

/// Draws a chart as SVG: two panels a row, bars from zero, readable on light and on dark, and to a screen reader.
package struct ChartDrawing {
  let chart: Chart

  package init(_ chart: Chart) { self.chart = chart }

  // Lengths in SVG user units, which a browser shows as CSS pixels.
  private static let width = 720.0
  private static let margin = 24.0
  private static let head = 62.0
  private static let panelHeight = 182.0
  private static let plotHeight = 92.0
  private static let plotTop = 60.0
  private static let gap = 28.0
  private static let foot = 40.0
  /// Characters of a panel's name that fit on its line, at 14 units.
  private static let nameLength = 40

  private var columns: Int { chart.panels.count == 1 ? 1 : 2 }
  private var rows: Int { (chart.panels.count + columns - 1) / columns }
  private var panelWidth: Double {
    (Self.width - 2 * Self.margin - Double(columns - 1) * Self.gap) / Double(columns)
  }
  private var height: Double { Self.head + Double(rows) * Self.panelHeight + Self.foot }

  /// The file's bytes; the same chart gives the same bytes.
  package func svg() -> [UInt8] {
    let out = XMLOutput()
    out.element(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 \(Self.number(Self.width)) \(Self.number(height))"),
        ("width", Self.number(Self.width)), ("height", Self.number(height)), ("role", "img"),
        ("aria-labelledby", "title description"),
      ]
    ) {
      out.element("title", [("id", "title")], text: chart.title)
      out.element("desc", [("id", "description")], text: "\(chart.description) Source: \(chart.source).")
      out.element("style", text: Self.style)
      out.element(
        "rect", [("class", "ground"), ("width", Self.number(Self.width)), ("height", Self.number(height)), ("rx", "6")])
      text(out, chart.title.clipped(to: 72), "title", Self.margin, 30)
      let ahead = chart.panels.contains { $0.bars.contains { $0?.isAhead == true } }
      text(
        out, "Each panel has its own scale, from zero.\(ahead ? " Outlined bars are estimates and forecasts." : "")",
        "note", Self.margin, 49)
      for (index, panel) in chart.panels.enumerated() {
        let x = Self.margin + Double(index % columns) * (panelWidth + Self.gap)
        let y = Self.head + Double(index / columns) * Self.panelHeight
        draw(panel, out, x, y)
      }
      text(out, "Source: \(chart.source)".clipped(to: 104), "note", Self.margin, height - 16)
    }
    return out.bytes
  }

  private func draw(_ panel: Chart.Panel, _ out: XMLOutput, _ x: Double, _ y: Double) {
    text(out, panel.name.clipped(to: columns == 1 ? 80 : Self.nameLength), "name", x, y + 18)
    text(out, panel.unit, "note", x, y + 34)
    let values = panel.bars.map { $0?.value ?? 0 }
    let top = max(values.max() ?? 0, 0)
    let bottom = min(values.min() ?? 0, 0)
    let range = top - bottom > 0 ? top - bottom : 1
    let plot = y + Self.plotTop
    func place(_ value: Double) -> Double { plot + (top - value) / range * Self.plotHeight }
    let step = panelWidth / Double(panel.bars.count)
    let bar = min(step * 0.62, 64)
    for (index, value) in panel.bars.enumerated() {
      let middle = x + (Double(index) + 0.5) * step
      text(out, panel.periods[index], "period", middle, plot + Self.plotHeight + 18)
      guard let value else {
        text(out, "—", "value", middle, place(0) - 5)
        continue
      }
      let (high, low) = (min(place(value.value), place(0)), max(place(value.value), place(0)))
      out.element(
        "rect",
        [
          ("class", value.isAhead ? "bar ahead" : "bar"), ("x", Self.number(middle - bar / 2)),
          ("y", Self.number(high)), ("width", Self.number(bar)), ("height", Self.number(max(low - high, 1))),
        ])
      text(out, value.writing, "value", middle, value.value < 0 ? low + 13 : high - 5)
    }
    out.element(
      "line",
      [
        ("class", "axis"), ("x1", Self.number(x)), ("x2", Self.number(x + panelWidth)), ("y1", Self.number(place(0))),
        ("y2", Self.number(place(0))),
      ])
  }

  private func text(_ out: XMLOutput, _ words: String, _ kind: String, _ x: Double, _ y: Double) {
    out.element("text", [("class", kind), ("x", Self.number(x)), ("y", Self.number(y))], text: words)
  }

  /// Tenths are finer than a pixel, and the same on every machine.
  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }

  // Plain rules, because not every viewer of SVG knows custom properties; the light ones hold where none is preferred.
  private static let style = """

    text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif }
    .title { font-size: 18px; font-weight: 600 }
    .name { font-size: 14px; font-weight: 600 }
    .note { font-size: 12px }
    .period { font-size: 11px; text-anchor: middle }
    .value { font-size: 12px; text-anchor: middle }
    .ahead { fill-opacity: 0.18; stroke-width: 1.5; stroke-dasharray: 4 3 }
    .axis { stroke-width: 1 }
    .ground { fill: #ffffff }
    .title, .name, .value { fill: #1f2328 }
    .note, .period { fill: #59636e }
    .bar { fill: #0a66b7 }
    .ahead { stroke: #0a66b7 }
    .axis { stroke: #8c959f }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #0d1117 }
      .title, .name, .value { fill: #f0f6fc }
      .note, .period { fill: #9198a1 }
      .bar { fill: #58a6ff }
      .ahead { stroke: #58a6ff }
      .axis { stroke: #6e7681 }
    }

    """
}

extension String {
  /// At most `count` characters, cut at a word, with an ellipsis for what was left off.
  fileprivate func clipped(to count: Int) -> String {
    guard self.count > count else { return self }
    let start = prefix(count - 1)
    let end = start.lastIndex(of: " ") ?? start.endIndex
    return start[..<end].trimmed + "…"
  }
}
