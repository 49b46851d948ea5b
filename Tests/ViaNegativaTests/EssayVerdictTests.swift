import FigureExtraction
import Foundation
import ReportReading
import Testing
import ThesisBuilding
import ViaNegativa

@Suite("The verdict on an essay with four stated risks")
struct EssayVerdictTests {
  private func judged(_ name: String) throws -> (thesis: Thesis, verdict: Verdict) {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Fixtures"))
    let report = try ReportReader().read(bytes: Array(try Data(contentsOf: url)), path: name)
    let dossier = Dossier(
      [FigureExtractor().evidence(from: report)], asOf: try #require(CalendarDate(iso: "2026-03-01")))
    let thesis = ThesisBuilder().thesis(from: dossier)
    return (thesis, RiskEvaluator().verdict(on: thesis, from: dossier))
  }

  @Test("keeps the four likelihoods as written, and the thesis stands")
  func stands() throws {
    let (_, verdict) = try judged("essay.md")
    let found = verdict.hazards.filter { $0.hazard.origin == .found }
    #expect(Set(found.map(\.hazard.likelihood.tier)) == [.low, .medium, .real, .happening])
    #expect(found.count == 4)
    #expect(verdict.outcome == .stands)
  }

  @Test("is worse when a risk is measured as happening already")
  func measured() throws {
    let verdict = try judged("essay-measured.md").verdict
    #expect(verdict.outcome == .leans || verdict.outcome == .falls)
    #expect(!verdict.deciding.isEmpty)
  }

  @Test("says what is left as shares, and no hazard leaves more than all of them together take")
  func shares() throws {
    let (thesis, verdict) = try judged("essay.md")
    for hazard in verdict.hazards {
      #expect((0...1).contains(hazard.left))
      #expect(verdict.leftOfAll <= hazard.left + 1e-9)
      for attack in hazard.hazard.attacks { #expect((0...1).contains(attack.strength)) }
    }
    #expect(verdict.leftOfAll <= verdict.leftOfReal + 1e-9)
    #expect(abs(verdict.support - thesis.groups.reduce(0) { $0 + $1.weight }) < 1e-9)
  }

  @Test("recomputes: left is the weight that the attacks spare")
  func recomputed() throws {
    let (thesis, verdict) = try judged("essay.md")
    for hazard in verdict.hazards {
      let strength = Dictionary(uniqueKeysWithValues: hazard.hazard.attacks.map { ($0.group, $0.strength) })
      let spared = thesis.groups.enumerated().reduce(0.0) { $0 + $1.element.weight * (1 - (strength[$1.offset] ?? 0)) }
      #expect(abs(hazard.left - spared / verdict.support) < 1e-6, "\(hazard.hazard.name)")
    }
  }

  @Test("needs no more groups in the break set than carry half")
  func breakSet() throws {
    let (thesis, verdict) = try judged("essay.md")
    let taken = verdict.breakSet.reduce(0.0) { $0 + thesis.groups[$1].weight }
    #expect(verdict.support - taken < verdict.support / 2)
    let smallest = verdict.breakSet.map { thesis.groups[$0].weight }.min() ?? 0
    #expect(verdict.support - (taken - smallest) >= verdict.support / 2)
  }
}
