/// A full date in a text, and what the words before it say it is the date of.
struct DateMention {
  let date: CalendarDate
  let role: Role
  /// Where it stands in the text.
  let range: Range<String.Index>

  enum Role {
    /// Nothing says: it may be the day of the report itself.
    case day
    /// "Published 6 October 2025".
    case publication
    /// "the quarter ended November 1, 2025".
    case periodEnd
    /// The day of a count, a balance or a deadline: "as of October 24, 2025", "notes due March 15, 2030".
    case standing
  }

  /// Words that join the dates of a list.
  static let joining: Set<String> = [
    "and", "or", "to", "with", "versus", "vs", "against", "compared", "from", "respectively", "the",
  ]
}

extension DateMention.Role {
  private static let roles: [String: Self] = [
    "ended": .periodEnd, "ending": .periodEnd, "ends": .periodEnd, "end": .periodEnd, "through": .periodEnd,
    "published": .publication, "released": .publication, "dated": .publication, "publication": .publication,
    "at": .standing, "since": .standing, "until": .standing, "by": .standing, "from": .standing, "to": .standing,
    "effective": .standing, "due": .standing, "maturing": .standing, "outstanding": .standing, "beginning": .standing,
    "began": .standing, "expires": .standing, "expiring": .standing,
  ]
  /// Words that may stand between the word that tells the role and the date.
  private static let fillers: Set<String> = ["on", "the", "date", "is", "was"]

  /// `words`: those before the date, in small letters, the nearest last.
  init(before words: [String]) {
    if words.suffix(2) == ["as", "of"] {
      self = .standing
    } else {
      self = words.last { !Self.fillers.contains($0) }.flatMap { Self.roles[$0] } ?? .day
    }
  }
}
