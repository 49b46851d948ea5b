import FigureExtraction
import ReportReading

/// What the night's reports, taken together, say is so.
package struct Thesis: Sendable {
  /// By report, then place.
  package let claims: [Claim]
  /// Claims that assert the same thing, as one support each; strongest first.
  package let groups: [ClaimGroup]
  /// Metrics with values in two or more periods; the most telling first.
  package let series: [Series]
  /// Wholes whose parts a table adds up, the most telling first.
  package let breakdowns: [Breakdown]
  /// The lines of argument, strongest first: what drivers are made of.
  package let themes: [Theme]
  /// Index into `claims` of the statement the rest supports; nil where no claim has a figure.
  package let core: Int?
  /// What was and what is, where the reports say so.
  package let shift: Shift?
  package let stances: [Stance]
  /// Kinds, their purpose and examples: text tables and lists of `term — gloss`.
  package let taxonomies: [Taxonomy]
  /// Claims left out before the thesis was built, with the reason.
  package let struckOut: [StruckOut]
  /// Pairs of publishers that no rounding reconciles; the weaker claim of each is among those struck out.
  package let contradictions: [Contradiction]

  package init(
    claims: [Claim], groups: [ClaimGroup], series: [Series], themes: [Theme], core: Int?, shift: Shift?,
    stances: [Stance], taxonomies: [Taxonomy], struckOut: [StruckOut], contradictions: [Contradiction] = [],
    breakdowns: [Breakdown] = []
  ) {
    self.breakdowns = breakdowns
    self.claims = claims
    self.groups = groups
    self.series = series
    self.themes = themes
    self.core = core
    self.shift = shift
    self.stances = stances
    self.taxonomies = taxonomies
    self.struckOut = struckOut
    self.contradictions = contradictions
  }

  /// `W`: the sum of the groups' weights.
  package var support: Double { groups.reduce(0) { $0 + $1.weight } }
}

/// A sentence or a table series that asserts something measurable.
package struct Claim: Hashable, Sendable {
  /// The sentence, or the row of a table from its label to its last cell.
  package let citation: Citation
  /// The figures it asserts, in order; empty for a bare assertion.
  package let figures: [FigureReference]
  package let modality: Modality
  /// 1 for a flat statement, down to 0.5.
  package let hedge: Double
  /// Who says so: the attributed source, else the report's publisher, else its title.
  package let publisher: String
  /// The report's date; nil where undated.
  package let date: CalendarDate?
  /// Content words, lower case, stemmed, sorted, each once.
  package let terms: [Word]
  /// `w = e · m · h · r`, in (0, 1].
  package let weight: Weight

  package init(
    citation: Citation, figures: [FigureReference], modality: Modality, hedge: Double, publisher: String,
    date: CalendarDate?, terms: [Word], weight: Weight
  ) {
    self.citation = citation
    self.figures = figures
    self.modality = modality
    self.hedge = hedge
    self.publisher = publisher
    self.date = date
    self.terms = terms
    self.weight = weight
  }

  /// The four factors of a claim's weight, kept apart so that the working can be shown.
  package struct Weight: Hashable, Sendable, Codable {
    package let evidence: Double
    package let modality: Double
    package let hedge: Double
    package let recency: Double

    package init(evidence: Double, modality: Double, hedge: Double, recency: Double) {
      self.evidence = evidence
      self.modality = modality
      self.hedge = hedge
      self.recency = recency
    }

    package var value: Double { evidence * modality * hedge * recency }
  }
}

/// Claims that assert the same: one metric, one period, compatible values.
package struct ClaimGroup: Hashable, Sendable {
  /// Indices into `Thesis.claims`, strongest first.
  package let claims: [Int]
  /// `1 − Π (1 − w_p)` over independent publishers.
  package let weight: Double
  /// The union of its claims' terms, sorted.
  package let terms: [Word]
  /// Independent publishers that say so, near-identical texts counted once, sorted.
  package let publishers: [String]

  package init(claims: [Int], weight: Double, terms: [Word], publishers: [String]) {
    self.claims = claims
    self.weight = weight
    self.terms = terms
    self.publishers = publishers
  }
}

/// One metric over several periods.
package struct Series: Hashable, Sendable {
  /// The metric as a reader would name it, from the reports' own words.
  package let name: String
  /// Where the name stands.
  package let nameCitations: [Citation]
  package let unit: FigureExtraction.Unit
  /// By period, each once; at least two.
  package let points: [Point]
  /// How much the series says about the thesis: mentions in prose, prominence of its table, movement.
  package let salience: Double
  /// The table it was read from, as (report, table); nil for a series gathered from prose.
  package let table: TableReference?
  /// The lexicon's one name of the measure (`revenue`, `operating-income`): a key, never printed; nil where it is not known
  /// or is only a line of it.
  package let measure: String?
  /// The shortest name its report gives the measure, where that is shorter than `name`.
  package let plainName: Citation?

  package init(
    name: String, nameCitations: [Citation], unit: FigureExtraction.Unit, points: [Point], salience: Double,
    table: TableReference?, measure: String? = nil, plainName: Citation? = nil
  ) {
    self.measure = measure
    self.plainName = plainName
    self.name = name
    self.nameCitations = nameCitations
    self.unit = unit
    self.points = points
    self.salience = salience
    self.table = table
  }

  package struct Point: Hashable, Sendable {
    package let period: Period
    package let figure: FigureReference
    package init(period: Period, figure: FigureReference) {
      self.period = period
      self.figure = figure
    }
  }
}

package struct TableReference: Hashable, Sendable, Codable {
  package let report: Int
  package let table: Int
  package init(report: Int, table: Int) {
    self.report = report
    self.table = table
  }
}

/// A line of argument: claims that belong together.
package struct Theme: Hashable, Sendable {
  /// A short name, from a heading over the claims or the noun phrase they share; at most eight words.
  package let name: String
  package let nameCitation: Citation?
  /// Indices into `Thesis.claims`, most telling first.
  package let claims: [Int]
  /// Sum of the weights of the groups it holds.
  package let weight: Double
  package let terms: [Word]
  /// Parallel items the reports list under this theme (`**term** — gloss`).
  package let items: [TermGloss]
  /// Indices into `Thesis.series` that belong to it.
  package let series: [Int]
  /// Index into `Thesis.taxonomies`, where one belongs to it.
  package let taxonomy: Int?

  package init(
    name: String, nameCitation: Citation?, claims: [Int], weight: Double, terms: [Word], items: [TermGloss],
    series: [Int], taxonomy: Int?
  ) {
    self.name = name
    self.nameCitation = nameCitation
    self.claims = claims
    self.weight = weight
    self.terms = terms
    self.items = items
    self.series = series
    self.taxonomy = taxonomy
  }
}

/// A term and what the report says it is.
package struct TermGloss: Hashable, Sendable {
  package let term: Citation
  /// Nil for a bare term.
  package let gloss: Citation?
  package init(term: Citation, gloss: Citation?) {
    self.term = term
    self.gloss = gloss
  }
}

/// What was and what is.
package struct Shift: Hashable, Sendable {
  /// Noun phrase for what was, and where it stands.
  package let from: Citation
  package let to: Citation
  /// The sentence or sentences that state the contrast.
  package let statement: Citation
  /// What each was or is likened to ("Training is R&D. Inference is production."), where the report says so.
  package let fromGloss: Citation?
  package let toGloss: Citation?

  package init(from: Citation, to: Citation, statement: Citation, fromGloss: Citation?, toGloss: Citation?) {
    self.from = from
    self.to = to
    self.statement = statement
    self.fromGloss = fromGloss
    self.toGloss = toGloss
  }
}

/// What a report holds of a name or a sector.
package struct Stance: Hashable, Sendable {
  package enum View: String, Hashable, Sendable, Codable { case positive, negative, neutral }
  package enum Standing: String, Hashable, Sendable, Codable {
    /// The report says it was held before ("still bullish", "we remain overweight").
    case held
    /// The report says it is new ("new angles", "we initiate").
    case new
    case unsaid
  }

  /// The company, sector or asset, as the report writes it.
  package let name: Citation
  package let view: View
  package let standing: Standing
  /// Why, in the report's words; nil where it gives none.
  package let reason: Citation?
  package let figures: [FigureReference]

  package init(name: Citation, view: View, standing: Standing, reason: Citation?, figures: [FigureReference]) {
    self.name = name
    self.view = view
    self.standing = standing
    self.reason = reason
    self.figures = figures
  }
}

/// A set of kinds: a text table, or a list of `term — gloss`.
package struct Taxonomy: Hashable, Sendable {
  /// Column headings; empty for a list.
  package let columns: [Citation]
  /// Rows of cells, the kind first.
  package let rows: [[Citation]]
  /// What the kinds are kinds of, from the heading or the sentence above.
  package let title: Citation?
  package init(columns: [Citation], rows: [[Citation]], title: Citation?) {
    self.columns = columns
    self.rows = rows
    self.title = title
  }
}

/// A claim removed before the thesis was built.
package struct StruckOut: Hashable, Sendable {
  package enum Reason: String, Hashable, Sendable, Codable {
    case contradicted, stale, overHedged = "over-hedged", uncited
  }
  package let claim: Claim
  package let reason: Reason
  /// The particulars, one clause: who contradicts it, how old it is.
  package let detail: String
  package init(claim: Claim, reason: Reason, detail: String) {
    self.claim = claim
    self.reason = reason
    self.detail = detail
  }
}
