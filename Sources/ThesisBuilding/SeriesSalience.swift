import FigureExtraction
import Foundation
import ReportReading

/// How often each term stands in the prose of a dossier.
struct MetricMentions {
  /// Over sentences.
  let tally: TermTally

  init(_ dossier: Dossier) {
    let prose = zip(dossier.words, dossier.evidence).map { words, evidence in
      let sentences = evidence.report.sentences.filter { sentence in
        switch evidence.report.blocks[sentence.block].kind {
        case .tableCell, .caption: false
        default: true
        }
      }
      return (list: words, spans: sentences.map(\.span))
    }
    tally = TermTally(dossier.vocabulary, prose)
  }
}

/// How much a series says: what it measures, how much the prose speaks of it, how prominent it is and how far it moves.
enum SeriesSalience {
  static func score(
    _ candidate: SeriesReader.Candidate, name: String, mentions: MetricMentions, dossier: Dossier,
    terms: inout TermReader
  ) -> Double {
    let report = dossier.evidence[candidate.report].report
    let words = candidate.label.first.map(dossier.words[candidate.report].words) ?? []
    let total =
      kind(candidate, words, report) + mention(words, mentions, &terms) + prominence(candidate, report)
      + movement(candidate, dossier)
    // Where a report has tables, its prose only picks from them; and of two stretches the shorter is the news.
    return total * (candidate.table == nil && !report.tables.isEmpty ? (report.tables.count > 5 ? 0.6 : 0.8) : 1)
      * (candidate.isLonger ? 0.7 : 1)
  }

  /// 0 to 10: the lexicon's for a known measure, less for a line of it; little for lines that few come for.
  private static func kind(_ candidate: SeriesReader.Candidate, _ words: [Word], _ report: Report) -> Double {
    let obscure = words.filter(MetricLexicon.obscure.contains).count
    guard let entry = candidate.metric.entry.flatMap({ MetricLexicon.byID[$0] }) else { return obscure > 0 ? 0.5 : 2.5 }
    var salience = entry.salience
    if candidate.unit == .percent, MetricLexicon.inMoney.contains(entry.id) { salience *= 0.35 }
    if MetricLexicon.held.contains(entry.id),
      candidate.points.contains(where: { $0.period.kind != .instant && $0.period.kind != .day })
    {
      salience *= 0.3
    }
    // A line under costs is a cost, whatever its label.
    let above = candidate.label.dropFirst().flatMap { Words.lowercased(in: report, $0) }
    if entry.id == "revenue", above.contains(where: { $0 == "cost" || $0 == "costs" }) { salience *= 0.4 }
    if words.contains("basic") { salience *= 0.7 }
    if !candidate.metric.isQualified, !candidate.isPart { return salience }
    if obscure > 0 { return min(1, salience * 0.1) }
    return salience * (entry.hasLines && words.count <= 7 ? 0.75 : 0.35)
  }

  /// 0 to 2: the rarest word of the label decides, so that "other income" is not carried by "income".
  private static func mention(_ words: [Word], _ mentions: MetricMentions, _ terms: inout TermReader) -> Double {
    var least: Int?
    for word in words {
      let stem = terms.stem(of: word)
      if !stem.isEmpty { least = min(least ?? .max, mentions.tally.count(of: stem)) }
    }
    return min(2, log2(1 + Double(least ?? 0)) / 3)
  }

  /// 0 to 3: found in several places, early in the report, over several periods.
  private static func prominence(_ candidate: SeriesReader.Candidate, _ report: Report) -> Double {
    let early = 1 - Double(candidate.place) / Double(max(1, report.text.count))
    return min(1, Double(candidate.occurrences - 1) / 4) + early + min(1, Double(candidate.points.count - 2) / 3)
  }

  /// 0 to 1.5: the logarithm of last over first.
  private static func movement(_ candidate: SeriesReader.Candidate, _ dossier: Dossier) -> Double {
    guard let first = candidate.points.first, let last = candidate.points.last else { return 0 }
    let a = NSDecimalNumber(decimal: dossier.quantity(first.figure).value).doubleValue
    let b = NSDecimalNumber(decimal: dossier.quantity(last.figure).value).doubleValue
    guard a > 0, b > 0 else { return a == b ? 0 : 0.5 }
    return min(1.5, abs(log2(b / a)))
  }
}
