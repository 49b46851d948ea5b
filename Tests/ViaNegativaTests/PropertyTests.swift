import FigureExtraction
import Foundation
import ReportReading
import Testing
import ThesisBuilding
import ViaNegativa

/// What must always hold, each over a thousand generated theses; a failure names its seed.
@Suite("The seven properties") struct PropertyTests {
  private let evaluator = RiskEvaluator()

  private func judge(_ hazards: [Hazard], _ thesis: Thesis) -> Verdict {
    evaluator.judge(hazards, of: thesis, weights: thesis.groups.map(\.weight))
  }

  @Test func addingAHazardTakesAndRemovingOneGives() {
    for seed in Trials.seeds {
      let made = Generated(seed: seed)
      let whole = judge(made.hazards, made.thesis)
      for index in made.hazards.indices {
        var fewer = made.hazards
        fewer.remove(at: index)
        let without = judge(fewer, made.thesis)
        #expect(without.leftOfAll >= whole.leftOfAll, "seed \(seed)")
        #expect(without.leftOfReal >= whole.leftOfReal, "seed \(seed)")
        #expect(without.outcome.rank >= whole.outcome.rank, "seed \(seed)")
      }
    }
  }

  @Test func orderOfHazardsAndGroupsChangesNothing() {
    for seed in Trials.seeds {
      let made = Generated(seed: seed)
      var random = Seeded(seed ^ 0xABCDEF)
      let whole = judge(made.hazards, made.thesis)
      #expect(judge(made.hazards.shuffled(using: &random), made.thesis).hazards == whole.hazards, "seed \(seed)")
      // Groups in another order, and attacks that follow them there.
      let order = Array(made.thesis.groups.indices).shuffled(using: &random)
      var place = [Int](repeating: 0, count: order.count)
      for (new, old) in order.enumerated() { place[old] = new }
      let thesis = Generated.thesis(made.thesis.claims, order.map { made.thesis.groups[$0] })
      let moved = made.hazards.map { hazard in
        Hazard(
          name: hazard.name, mechanism: "", likelihood: hazard.likelihood, origin: hazard.origin, passages: [],
          rebuttal: nil,
          attacks: hazard.attacks.map {
            Attack(
              group: place[$0.group], strength: $0.strength, terms: $0.terms, whole: $0.whole, factor: $0.factor,
              stake: $0.stake)
          }, specificity: hazard.specificity)
      }
      let other = judge(moved, thesis)
      #expect(other.outcome == whole.outcome, "seed \(seed)")
      #expect(other.leftOfAll == whole.leftOfAll && other.leftOfReal == whole.leftOfReal, "seed \(seed)")
      #expect(other.hazards.map(\.left) == whole.hazards.map(\.left), "seed \(seed)")
      #expect(other.breakSet.count == whole.breakSet.count, "seed \(seed)")
    }
  }

  @Test func orderOfReportsAndADuplicateChangeNothing() throws {
    let pool = try Pool()
    for seed in Trials.seeds {
      var random = Seeded(seed)
      let chosen = pool.reports.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
      let forward = Reading.judged(Array(chosen))
      let backward = Reading.judged(chosen.reversed() + [random.pick(Array(chosen))])
      #expect(forward.report == backward.report, "seed \(seed)")
    }
  }

  @Test func anotherPublisherOfAFigureNeverLowersSupport() throws {
    let pool = try Pool()
    for seed in Trials.seeds {
      var random = Seeded(seed)
      let first = random.pick(pool.pairs)
      let alone = ThesisBuilder().thesis(from: Reading.dossier([first.0]))
      let both = ThesisBuilder().thesis(from: Reading.dossier([first.0, first.1]))
      #expect(both.support >= alone.support - 1e-12, "seed \(seed)")
      // And over groups: one more publisher's claim in a group.
      let made = Generated(seed: seed)
      guard let group = made.thesis.groups.first else { continue }
      let more = made.thesis.claims + [Generated.claim(&random, publisher: "Elsewhere", terms: [], Generated.dossier)]
      #expect(Generated.group(group.claims + [more.count - 1], more).weight >= group.weight, "seed \(seed)")
    }
  }

  @Test func leftIsAShareAndNothingTakesNothing() {
    for seed in Trials.seeds {
      let made = Generated(seed: seed)
      let verdict = judge(made.hazards, made.thesis)
      for left in verdict.hazards.map(\.left) + [verdict.leftOfAll, verdict.leftOfReal] {
        #expect((0...1).contains(left), "seed \(seed)")
      }
      let none = judge([], made.thesis)
      #expect(none.leftOfAll == 1 && none.leftOfReal == 1, "seed \(seed)")
      #expect(none.outcome == .stands || none.outcome == .noThesis, "seed \(seed)")
    }
  }

  @Test func aLikelierHazardNeverImprovesTheVerdict() {
    for seed in Trials.seeds {
      let made = Generated(seed: seed)
      for index in made.hazards.indices {
        let outcomes = Likelihood.Tier.allCases.sorted().map { tier -> Verdict in
          var hazards = made.hazards
          let old = hazards[index]
          hazards[index] = Hazard(
            name: old.name, mechanism: "", likelihood: Likelihood(tier: tier, words: nil), origin: old.origin,
            passages: [],
            rebuttal: nil, attacks: old.attacks, specificity: old.specificity)
          return judge(hazards, made.thesis)
        }
        for (lower, higher) in zip(outcomes, outcomes.dropFirst()) {
          #expect(higher.outcome.rank <= lower.outcome.rank, "seed \(seed)")
          #expect(higher.leftOfReal <= lower.leftOfReal, "seed \(seed)")
        }
      }
    }
  }

  @Test func aWeakerWordNeverWeighsMore() throws {
    let base = try Reading.evidence("# Tolls\n\nTolls came to $40 million in 2025.\n", publisher: "Almanac")
    let index = try #require(base.figures.indices.first { base.figures[$0].quantity.unit == .currency("USD") })
    let order: [Modality] = [.reported, .estimated, .forecast, .target]
    func weight(_ modality: Int, _ hedge: Double, _ age: Int) -> Double? {
      var metadata = base.report.metadata
      metadata.date = CalendarDate(iso: "2026-02-01")?.adding(days: -age)
      let report = Report(
        source: base.report.source, metadata: metadata, text: base.report.text, blocks: base.report.blocks,
        tables: base.report.tables, sentences: base.report.sentences)
      let old = base.figures[index]
      let figure = Figure(
        quantity: old.quantity, span: old.span, place: old.place, metric: old.metric, noun: old.noun,
        subject: old.subject,
        period: old.period, periodSpan: old.periodSpan, role: old.role, direction: old.direction,
        modality: order[modality], hedge: hedge, attribution: old.attribution)
      return ThesisBuilder().thesis(from: Reading.dossier([Evidence(report: report, figures: [figure])])).claims.first?
        .weight.value
    }
    for seed in Trials.seeds {
      var random = Seeded(seed)
      let modality = Int.random(in: 0...2, using: &random)
      let hedge = random.pick([1, 0.9, 0.8, 0.7])
      let age = Int.random(in: 0...600, using: &random)
      // A claim struck out weighs nothing.
      let whole = try #require(weight(modality, hedge, age), "seed \(seed)")
      #expect(weight(modality + 1, hedge, age) ?? 0 <= whole, "seed \(seed)")
      #expect(weight(modality, hedge - 0.15, age) ?? 0 < whole, "seed \(seed)")
      #expect(weight(modality, hedge, age + 30) ?? 0 < whole, "seed \(seed)")
    }
  }

  @Test func everyNumberFollowsFromTheOthers() throws {
    for seed in Trials.seeds {
      let made = Generated(seed: seed)
      let verdict = judge(made.hazards, made.thesis)
      let report = RiskReport(verdict: verdict, thesis: made.thesis, dossier: Generated.dossier)
      let data = try JSONEncoder().encode(report)
      let faults = Recomputation(try JSONDecoder().decode(RiskReport.self, from: data)).faults()
      #expect(faults.isEmpty, "seed \(seed): \(faults)")
    }
  }
}

/// Small reports to draw from, read once.
private struct Pool {
  let reports: [Evidence]
  /// Two publishers of one figure.
  let pairs: [(Evidence, Evidence)]

  init() throws {
    let subjects = ["Canal tolls", "Ferry fares", "Lock traffic", "Quay rents", "Barge orders", "Coal landings"]
    var reports: [Evidence] = []
    var pairs: [(Evidence, Evidence)] = []
    for (number, subject) in subjects.enumerated() {
      let value = 40 + 7 * number
      let first = """
        # \(subject) in view

        \(subject) came to $\(value) million in 2025, and they could reach $\(value + 9) million in 2027.

        ## Risks

        - **Frost closes the locks** — \(subject) would stop for weeks. (Real risk — the winters are colder.)
        - **Rail takes the freight** — if rail cuts its price, \(subject.lowercased()) fall.
        """
      let second = "# Waterways\n\nBy our count \(subject.lowercased()) were $\(value) million for 2025 in all.\n"
      let a = try Reading.evidence(first, publisher: "Almanac \(number % 3)", date: "2026-0\(1 + number % 2)-10")
      let b = try Reading.evidence(second, publisher: "Bulletin", date: "2026-02-01")
      reports += [a, b]
      pairs.append((a, b))
    }
    self.reports = reports
    self.pairs = pairs
  }
}
