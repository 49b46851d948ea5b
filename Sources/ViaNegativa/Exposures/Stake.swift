import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// The part of a whole that is at stake: one row of a table whose rows add to its total, or shares of revenue that a hazard's own
/// passages state.
///
/// `share = Σ parts / whole`, or `Σ parts / 100` where the parts are percentages already.
package struct Stake: Hashable, Sendable {
  /// What is at stake, as the report names it: "Data Center".
  package let name: String
  /// Of what: "revenue".
  package let wholeName: String
  /// Index into `Dossier.evidence`.
  package let report: Int
  package let parts: [FigureReference]
  /// Nil where the parts are percentages of it.
  package let whole: FigureReference?
  /// Every part of the whole, in the table's order, `parts` among them; empty for stated shares.
  package let siblings: [FigureReference]
  /// In (0, 1].
  package let share: Double
  /// Where the name stands; nil for stated shares.
  package let label: Citation?
  /// The parts are countries or regions.
  package let isPlace: Bool
  /// Content terms of the part's label.
  let terms: [Word]
  /// Content terms of the other parts' labels.
  let otherTerms: [[Word]]
}

/// Which groups a stake carries. In a company's own report the whole company does: take the part away and every other claim about
/// the company is about what is left. In anybody else's, only the groups that speak of the whole do.
struct StakeGroups {
  private let byReport: [Int: [Int]]
  private let thesis: Thesis
  private let dossier: Dossier

  /// O(groups).
  init(_ thesis: Thesis, _ dossier: Dossier) {
    var byReport: [Int: [Int]] = [:]
    for (index, group) in thesis.groups.enumerated() {
      guard let first = group.claims.first else { continue }
      let report = thesis.claims[first].citation.report
      if group.claims.allSatisfy({ thesis.claims[$0].citation.report == report }) {
        byReport[report, default: []].append(index)
      }
    }
    self.byReport = byReport
    self.thesis = thesis
    self.dossier = dossier
  }

  /// The groups and how much of each is at stake: all of a group that names the part, nothing of one that names only another
  /// part, else the share.
  func shares(of stake: Stake) -> [(group: Int, share: Double)] {
    let isCompany = dossier.evidence[stake.report].report.metadata.fiscalYearEnd != nil
    let whole = StakeLexicon.terms(of: stake.wholeName).sortedOnce()
    return (byReport[stake.report] ?? []).compactMap { index in
      let terms = thesis.groups[index].terms
      if !stake.terms.isEmpty, terms.holdsAll(of: stake.terms) { return (index, 1) }
      if stake.otherTerms.contains(where: { !$0.isEmpty && terms.holdsAll(of: $0) }) { return nil }
      guard isCompany || !whole.isEmpty && terms.holdsAll(of: whole) else { return nil }
      return (index, stake.share)
    }
  }
}

/// What can be at stake, and what is a place. Tables.
enum StakeLexicon {
  /// Wholes whose loss hurts: what is sold, ordered, made or asked for.
  static let wholes: WordSet = [
    "revenue", "revenues", "sales", "turnover", "bookings", "orders", "backlog", "deliveries", "shipments", "demand",
    "production", "output", "capacity", "volume", "volumes", "customers", "subscribers", "load", "leases", "income",
    "profit",
  ]

  /// With one of these beside it a whole is something else: a cost, a holding, a claim.
  static let others: WordSet = [
    "cost", "costs", "expense", "expenses", "asset", "assets", "liabilities", "liability", "equity", "tax", "taxes",
    "deferred", "obligations", "compensation", "payable", "receivable", "receivables", "debt", "cash", "securities",
    "comprehensive", "unearned", "lease", "interest", "before", "marketable", "borrowings", "proceeds", "other",
    "percentage", "change", "investments", "inventory", "inventories", "days",
  ]

  static let places: WordSet = [
    "states", "america", "americas", "europe", "asia", "china", "japan", "africa", "canada", "australia", "kingdom",
    "germany", "france", "india", "taiwan", "singapore", "korea", "mexico", "brazil", "international", "domestic",
    "foreign", "emea", "apac", "pacific", "region", "world", "countries", "country", "overseas", "abroad", "u.s",
    "us", "north", "south", "east", "west", "mainland", "hong", "kong", "ireland", "italy", "spain", "zealand",
  ]

  /// Verbs that say a share is somebody's part of the whole.
  static let accounting: WordSet = [
    "accounted", "account", "accounts", "represented", "represent", "represents", "comprised", "comprise", "comprises",
    "generated", "generate", "derived", "derive", "constituted", "constitute", "contributed", "attributable", "made",
    "came", "comes", "concentrated",
  ]
  /// With one of these a percentage of sales is a ratio, not a part.
  static let ratios: WordSet = ["margin", "margins", "expense", "expenses", "cost", "costs", "basis", "spending"]

  static let totals: WordSet = ["total", "totals", "consolidated", "all", "net", "the", "company"]

  static func terms(of words: String) -> [Word] {
    var reader = TermReader()
    return words.split(separator: " ").map { reader.stem(of: Word($0.lowercased())) }.filter { !$0.isEmpty }
  }
}
