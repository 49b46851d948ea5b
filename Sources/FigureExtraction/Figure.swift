import ReportReading

/// One number that a report states, with everything the report says about it.
package struct Figure: Hashable, Sendable {
  package let quantity: Quantity
  /// The whole writing, marks and unit included: `$300K-$5M`, `<5%`, `90,000+`.
  package let span: Span
  package let place: Place
  /// What is measured, as spans of the report: the label first, then what qualifies it (parent rows, table heading).
  /// Empty where the text does not say.
  package let metric: [Span]
  /// The noun counted ("parts", "enterprise apps"), for counts and shares; nil where there is none.
  package let noun: Span?
  /// Whose: a company, sector or region, where stated.
  package let subject: Span?
  package let period: Period?
  /// The words the period was read from; nil where it was inferred from the report's date.
  package let periodSpan: Span?
  package let role: Role
  package let direction: Direction?
  package let modality: Modality
  /// 1 for a flat statement, down to 0.5 for a stacked hedge ("could potentially").
  package let hedge: Double
  /// Who said it, where the sentence names a source ("Gartner says"); nil means the report's publisher.
  package let attribution: Span?
  /// Index into `Report.facts` of the author's own tag on these digits.
  package let fact: Int?

  package init(
    quantity: Quantity, span: Span, place: Place, metric: [Span] = [], noun: Span? = nil, subject: Span? = nil,
    period: Period? = nil, periodSpan: Span? = nil, role: Role = .level, direction: Direction? = nil,
    modality: Modality = .reported, hedge: Double = 1, attribution: Span? = nil, fact: Int? = nil
  ) {
    self.quantity = quantity
    self.span = span
    self.place = place
    self.metric = metric
    self.noun = noun
    self.subject = subject
    self.period = period
    self.periodSpan = periodSpan
    self.role = role
    self.direction = direction
    self.modality = modality
    self.hedge = hedge
    self.attribution = attribution
    self.fact = fact
  }

  package enum Place: Hashable, Sendable {
    /// Index into `Report.sentences`.
    case prose(sentence: Int)
    /// Index into `Report.tables`, and the cell's place in it.
    case cell(table: Int, row: Int, column: Int)
  }

  /// What the number is to its metric.
  package enum Role: String, Hashable, Sendable, Codable {
    /// How much there is.
    case level
    /// By how much it moved ("up 35 bps", "grew 12%").
    case change
    /// Where it came from ("from 3%").
    case origin
    /// Its part of a whole ("53% of revenue").
    case share
  }

  package enum Direction: String, Hashable, Sendable, Codable { case up, down, flat }
}

/// How firmly a thing is said to be so, strongest first.
package enum Modality: String, Hashable, Sendable, Codable, CaseIterable {
  case reported, estimated, forecast, target
}

/// A report and the figures read from it: what the later stages argue from.
package struct Evidence: Sendable {
  package let report: Report
  /// In document order.
  package let figures: [Figure]
  /// Where the author's tags say otherwise than the text was read; empty for reports without tags.
  package let differences: [FactComparison]

  package init(report: Report, figures: [Figure], differences: [FactComparison] = []) {
    self.report = report
    self.figures = figures
    self.differences = differences
  }

  /// The metric's words, label first, joined as a reader would say them; nil where the text does not say.
  package func metricName(of figure: Figure) -> String? {
    figure.metric.isEmpty ? nil : figure.metric.map(report.string).joined(separator: ", ")
  }
}
