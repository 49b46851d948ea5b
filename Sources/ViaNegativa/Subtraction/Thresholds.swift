extension RiskEvaluator {
  /// Where one class ends and the next begins. Every one is a share in [0, 1] unless it says otherwise; the defaults are
  /// argued in the module's documentation.
  package struct Thresholds: Hashable, Sendable, Codable {
    /// A hazard that leaves less than this is a wall.
    package var wall = 0.5
    /// A hazard that leaves this much or more is a bump.
    package var bump = 0.8
    /// The thesis falls when the real and happening hazards together leave less than this.
    package var fall = 0.35
    /// The thesis leans when the real and happening hazards together leave less than this.
    package var lean = 0.5
    /// A break set is complete when it leaves less than this.
    package var breakShare = 0.5
    /// One publisher alone carrying more than this is a hazard.
    package var singleSource = 0.5
    /// Forecasts and targets making up more than this is a hazard.
    package var forecast = 0.5
    /// Support older than the half-life making up more than this is a hazard.
    package var stale = 0.5
    /// A Herfindahl index of the groups' shares above this is a hazard.
    package var concentration = 0.5
    /// A part that is more than this of its whole is a hazard.
    package var part = 0.4
    /// An overlap of terms below this is no attack.
    package var overlapFloor = 0.2
    /// What a word that every risk section uses counts for in an overlap, beside the words that only some do.
    package var stockWord = 0.25
    /// What a rebuttal in the reports leaves of an attack.
    package var rebuttal = 0.7

    /// A group that weighs at least this part of the heaviest is a main support.
    package var mainSupport = 0.5

    package init() {}
  }
}
