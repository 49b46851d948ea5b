/// How a publisher's earlier forecasts fared, as the ledger reckons it.
package struct PublisherRecord: Hashable, Sendable, Codable {
  package let publisher: String
  /// Forecasts whose figure has come.
  package let outcomes: Int
  /// The mean of `|forecast − actual| / |actual|` over them.
  package let meanError: Double

  /// Outcomes below which a record says nothing.
  package static let enough = 5
  /// What is left of a forecast's weight, however bad the record.
  package static let least = 0.25

  package init(publisher: String, outcomes: Int, meanError: Double) {
    self.publisher = publisher
    self.outcomes = outcomes
    self.meanError = meanError
  }

  /// What a forecast, estimate or target of this publisher is worth beside one without a record, `least...1`:
  /// `1 / (1 + meanError)`, so that a mean error of 25% leaves 80%. 1 while there are fewer than `enough` outcomes.
  package var factor: Double {
    guard outcomes >= Self.enough, meanError.isFinite, meanError > 0 else { return 1 }
    return max(Self.least, 1 / (1 + meanError))
  }
}
