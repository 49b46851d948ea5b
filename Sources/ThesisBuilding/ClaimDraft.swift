import FigureExtraction
import ReportReading

/// A claim with what grouping, themes and the core need and the thesis does not show.
struct ClaimDraft {
  var claim: Claim
  /// Index into the report's blocks.
  let block: Int
  /// The heading over it; -1 where there is none.
  let heading: Int
  let origin: Origin
  /// The figure that says most: the latest reported level with a metric and a period.
  let primary: Assertion?
  /// The same among those that are levels, where that is a change ("by 690 kb/d in 2027, to 105.4 mb/d").
  let level: Assertion?
  /// Words of its text, lower case, for near-identity.
  let words: [Word]

  enum Origin: Hashable {
    /// Index into `Report.sentences`.
    case sentence(Int)
    /// A bold statement that stands for a report's insight; `isNamed` where the report calls it that.
    case statement(isNamed: Bool)
    /// Index into `Report.tables`.
    case row(table: Int)
  }

  var isRow: Bool { if case .row = origin { true } else { false } }
  var isStatement: Bool { if case .statement = origin { true } else { false } }
}

/// What one figure says of what and when.
struct Assertion {
  let figure: FigureReference
  let metric: Metric
  let period: Period?
  let quantity: Quantity
}
