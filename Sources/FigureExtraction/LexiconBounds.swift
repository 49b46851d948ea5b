/// The words round a number that open, bound, join or blur it, as data.
enum BoundLexicon {
  enum Bound: String { case above, below, about }

  /// Before the number.
  static let before: WordTable<Bound> = LexiconText.table(
    """
    above | more_than over above greater_than larger_than higher_than bigger_than at_least no_less_than not_less_than
    above | no_fewer_than not_fewer_than in_excess_of upwards_of upward_of north_of exceeding exceed exceeds exceeded
    above | surpass surpasses surpassed surpassing well_over just_over a_minimum_of minimum_of topping better_than longer_than
    above | > >= => ≥ ⩾ ≧ ‡ well_above just_above slightly_over slightly_more_than a_little_over older_than
    below | less_than under below fewer_than lower_than smaller_than up_to at_most no_more_than not_more_than no_greater_than
    below | as_much_as as_many_as as_high_as a_maximum_of maximum_of just_under just_below well_below not_exceeding
    below | not_to_exceed no_longer_than shorter_than south_of no_higher_than slightly_less_than slightly_under
    below | < <= =< ≤ ⩽ ≦ a_little_under just_shy_of shy_of younger_than well_under
    about | about around approximately approx approx. roughly nearly almost circa ca. ~ ∼ ≈ ≃ ≅ ～ c. some
    about | an_estimated estimated close_to near in_the_region_of in_the_range_of on_the_order_of of_the_order_of order_of
    """
  ) { Bound(rawValue: $0) }

  /// After the number.
  static let after: WordTable<Bound> = LexiconText.table(
    """
    above | or_more and_more or_greater or_higher or_above or_over and_above and_over and_up or_greater_than or_more_than
    above | or_better or_longer and_counting or_older and_older
    below | or_less or_fewer or_lower or_below or_under and_below and_under and_less or_shorter or_younger
    about | or_so
    """
  ) { Bound(rawValue: $0) }

  /// Between the two ends of a range.
  static let joins = LexiconText.set("to through thru till until")
  static let between = LexiconText.set("between")
  static let from = LexiconText.set("from")
  /// Before a year.
  static let dating = LexiconText.set("in during since fiscal")
  static let minus = LexiconText.set("minus negative")
  static let per = LexiconText.set("per each every")
  /// Words that may stand between a number and its unit.
  static let betweenUnit = LexiconText.set("more extra less additional other full consecutive")

  static func isDash(_ scalar: UInt32) -> Bool {
    scalar == 0x2D || (scalar >= 0x2010 && scalar <= 0x2015) || scalar == 0x2212 || scalar == 0xAD || scalar == 0xFE63
  }
  static func isTilde(_ scalar: UInt32) -> Bool { scalar == 0x7E || scalar == 0x223C || scalar == 0xFF5E }
}
