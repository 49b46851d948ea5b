/// A chart of Office: the numbers it was drawn from, which it keeps, as a table with a row for each series.
enum ChartFormat {
  /// Points of one series beyond which the rest is left out.
  private static let pointLimit = 4096

  static func read(
    _ archive: ArchiveReader, _ part: String, line: Int, into sink: BlockAssembler
  ) throws(ReadingError) {
    let chart = Chart(pointLimit: pointLimit)
    try PartParser.parse(archive, part, into: chart)
    let series = chart.series.filter { !$0.values.isEmpty }
    guard let first = series.first else { return }
    sink.statedLine = line
    if !chart.title.isEmpty {
      sink.start(.p, [], line: line)
      put(chart.title, sink)
      sink.end(.p)
    }
    sink.start(.table, [], line: line)
    let points = (series.flatMap { $0.values.keys }.max() ?? 0) + 1
    sink.start(.tr, [], line: line)
    for place in -1..<points {
      sink.start(.th, [], line: line)
      if let label = first.labels[place] { put(label, sink) }
      sink.end(.th)
    }
    sink.end(.tr)
    for row in series {
      sink.start(.tr, [], line: line)
      sink.start(.td, [], line: line)
      put(row.name, sink)
      sink.end(.td)
      let format = NumberFormat(row.format.isEmpty ? "General" : row.format)
      for place in 0..<points {
        sink.start(.td, [], line: line)
        if let value = row.values[place] { put(format.shown(value.utf8)?.text ?? value, sink) }
        sink.end(.td)
      }
      sink.end(.tr)
    }
    sink.end(.table)
    sink.statedLine = 0
  }

  private static func put(_ text: String, _ sink: BlockAssembler) {
    var text = text
    text.withUTF8 { sink.characters($0) }
  }

  private final class Chart: PartHandler {
    struct Series {
      var name = ""
      var format = ""
      var labels: [Int: String] = [:]
      var values: [Int: String] = [:]
    }

    private(set) var title = ""
    private(set) var series: [Series] = []
    private let pointLimit: Int
    private enum Part { case none, title, name, labels, values }
    private var part = Part.none
    private var point = 0
    private var text: [UInt8] = []
    private var inText = false

    init(pointLimit: Int) { self.pointLimit = pointLimit }

    func start(_ name: String, _ attributes: PartAttributes) {
      switch name {
      case "c:title": if series.isEmpty, title.isEmpty { part = .title }
      case "c:ser":
        series.append(Series())
        part = .none
      case "c:tx": if !series.isEmpty, part == .none { part = .name }
      case "c:cat", "c:xVal": part = .labels
      case "c:val", "c:yVal": part = .values
      case "c:pt": point = attributes.integer("idx") ?? 0
      case "c:v", "c:formatCode", "a:t":
        inText = true
        text = []
      default: break
      }
    }

    func end(_ name: String) {
      let words = String(decoding: text, as: UTF8.self)
      switch name {
      case "c:title", "c:tx", "c:cat", "c:val", "c:xVal", "c:yVal":
        if !(name == "c:tx" && part == .title) { part = .none }
      case "a:t":
        if part == .title { title = (title + " " + words).collapsed }
      case "c:formatCode":
        if part == .values, let last = series.indices.last { series[last].format = words }
      case "c:v":
        guard let last = series.indices.last, (0..<pointLimit).contains(point) else { break }
        switch part {
        case .name: series[last].name = words.collapsed
        case .labels: series[last].labels[point] = words.collapsed
        case .values: series[last].values[point] = words.collapsed
        case .title, .none: break
        }
      default: break
      }
      if name == "c:v" || name == "c:formatCode" || name == "a:t" { inText = false }
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
      if inText, text.count < 4096 { text.append(contentsOf: bytes) }
    }
  }
}
