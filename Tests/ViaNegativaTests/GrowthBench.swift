import FigureExtraction
import Foundation
import ReportReading
import Testing
import ThesisBuilding
import ViaNegativa

/// How the evaluator's time and memory grow. It measures and prints, and asserts nothing: `ALYOSHA_BENCH=1 swift test --filter
/// GrowthBench`, with `ALYOSHA_BENCH=100000` for another largest number of claims.
@Suite(
  "Growth", .enabled(if: ProcessInfo.processInfo.environment["ALYOSHA_BENCH"] != nil, "set ALYOSHA_BENCH to measure"))
struct GrowthBench {
  @Test func claimsAndHazards() throws {
    let stated = ProcessInfo.processInfo.environment["ALYOSHA_BENCH"].flatMap(Int.init) ?? 1
    let most = stated > 1 ? stated : 100_000
    print("  claims  hazards    found   seconds  µs/(claim+hazard)   resident MB")
    for claims in [most / 8, most / 4, most / 2, most] {
      let hazards = claims / 50
      let (thesis, dossier) = try Self.night(claims: claims, hazards: hazards)
      let clock = ContinuousClock()
      var found = 0
      let time = clock.measure { found = RiskEvaluator().verdict(on: thesis, from: dossier).hazards.count }
      let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
      let each = seconds * 1e6 / Double(claims + hazards)
      let counts = [claims, hazards, found].map { String($0).leftPadded(8) }.joined(separator: " ")
      let times = rounded(seconds, 100).leftPadded(10) + rounded(each, 10).leftPadded(19)
      print(counts + times + String(Self.residentMegabytes()).leftPadded(14))
    }
  }

  private func rounded(_ value: Double, _ scale: Double) -> String { String((value * scale).rounded() / scale) }

  /// A report of a claim a sentence and a hazard a list item, over a vocabulary that grows with it, and a thesis of those claims.
  static func night(claims: Int, hazards: Int) throws -> (Thesis, Dossier) {
    var random = Seeded(7)
    let vocabulary = (0..<max(200, claims / 4)).map { _ in Self.word(&random) }
    func pick() -> String {
      // Some words are in every second sentence, most in few.
      vocabulary[min(vocabulary.count - 1, Int(pow(random.unit(), 3) * Double(vocabulary.count)))]
    }
    var text = "# Ports and canals\n\n## Traffic\n\n"
    for number in 0..<claims {
      text += "The \(pick()) \(pick()) of \(pick()) came to $\(10 + number % 900) million in 2025.\n\n"
    }
    text += "## Risks\n\n"
    for _ in 0..<hazards {
      text += "- **\(pick()) \(pick()) \(pick()) fails** — if \(pick()) \(pick()) slows, \(pick()) could fall.\n"
    }
    let evidence = try Reading.evidence(text, publisher: "Almanac", date: "2026-02-01")
    let dossier = Reading.dossier([evidence])
    let words = dossier.words[0]
    var made: [Claim] = []
    var figure = 0
    for sentence in evidence.report.sentences where made.count < claims {
      while figure < evidence.figures.count, evidence.figures[figure].span.start < sentence.span.start { figure += 1 }
      guard figure < evidence.figures.count, evidence.figures[figure].span.end <= sentence.span.end else { continue }
      made.append(
        Claim(
          citation: Citation(report: 0, span: sentence.span), figures: [FigureReference(report: 0, figure: figure)],
          modality: .reported, hedge: 1, publisher: "Almanac", date: nil,
          terms: words.terms(in: [sentence.span]),
          weight: Claim.Weight(evidence: 1, modality: 1, hedge: 1, recency: 1)))
    }
    return (Generated.thesis(made, made.indices.map { Generated.group([$0], made) }), dossier)
  }

  private static func word(_ random: inout Seeded) -> String {
    let sounds = ["ba", "ke", "li", "mo", "ru", "ta", "ven", "sor", "pil", "dan", "gra", "hul"]
    return (0..<Int.random(in: 3...4, using: &random)).map { _ in random.pick(sounds) }.joined()
  }

  /// From `/proc/self/statm`; 0 where there is none.
  private static func residentMegabytes() -> Int {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").dropFirst()
      .first
    return (pages.flatMap { Int($0) } ?? 0) * 4096 / 1_048_576
  }
}

extension String {
  fileprivate func leftPadded(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
