import ReportReading

/// A hazard as one place of one report states it, before those that say the same are put together.
struct HazardDraft: Sendable {
  enum Place: Int, Hashable, Sendable, Comparable {
    /// An item of a list of risks, with or without a bold lead.
    case list
    /// A heading or bold sentence of a risk section.
    case heading
    /// A paragraph of a risk section that has no heading of its own.
    case section
    /// A sentence of running prose elsewhere.
    case prose
    static func < (a: Place, b: Place) -> Bool { a.rawValue < b.rawValue }
  }

  let report: Int
  let place: Place
  /// The words the name is made from.
  let lead: Span
  /// The sentences around it that belong to it, in order: the rest of its block, then the paragraphs under its heading.
  var body: [Span]
  /// What a closing parenthesis adds to the likelihood, without the likelihood: "agents generate exponential load".
  var gloss: Span?
  /// The likelihood written in that parenthesis, or elsewhere by itself.
  var stated: Span?
}
