import Foundation
import ThesisBuilding

/// A chart as the file that stands beside its note.
package struct ChartFile: Hashable, Sendable {
  /// Named by the note and the drawing's own hash, so that two notes of one day and title keep two charts.
  package let file: String
  package let svg: [UInt8]
  /// What stands for the drawing where it cannot be shown, as Markdown.
  let alt: String

  /// Nil for an essay whose metrics table has nothing to draw.
  init?(of essay: Essay, named stem: String, from dossier: Dossier) {
    guard let table = essay.thesis?.metrics,
      let chart = Chart(of: table, titled: Markdown.plain(essay.title.text), from: dossier)
    else { return nil }
    svg = ChartDrawing(chart).svg()
    file = "\(stem).\(Provenance.digest(of: svg).prefix(8)).svg"
    alt = "Chart: " + chart.panels.map { Markdown.escaped($0.name) }.joined(separator: "; ")
  }

  /// The chart that a sidecar holds; nil where it holds none, or one whose name is not that of a file.
  package init?(inSidecar bytes: [UInt8]) {
    struct Sidecar: Decodable { let chart: Provenance.Drawing? }
    guard let chart = (try? JSONDecoder().decode(Sidecar.self, from: Data(bytes)))?.chart, !chart.file.contains("/"),
      chart.file.hasSuffix(".svg"), !chart.file.hasPrefix(".")
    else { return nil }
    file = chart.file
    svg = Array(chart.svg.utf8)
    alt = ""
  }
}

extension Provenance.Drawing {
  init(_ chart: ChartFile) {
    self.init(
      file: chart.file, sha256: Provenance.digest(of: chart.svg), svg: String(decoding: chart.svg, as: UTF8.self))
  }
}
