/// Word lists that say what a word near a number does.
enum QuantityWords {
  static let times = TokenHash.of("times")
  static let inch = TokenHash.of("in")
  static let betweenUnit = LexiconText.set(
    "more extra less additional other full consecutive calendar business working trading straight successive fiscal further"
  )
  static let perUnits = LexiconText.set(
    """
    share barrel gallon ton tonne pound ounce kilogram kilo bushel unit piece vehicle head person day week month year hour minute
    second quarter capita employee customer user store night mile kilometer square acre therm watt kilowatt token query
    """)
  /// After a length of time, what makes it a distance from today.
  static let sinceThen = LexiconText.set("earlier ago before previously prior later hence")
  static let perTimes = LexiconText.set("day week month year hour minute second quarter")
  static let perModifiers = LexiconText.set(
    "basic diluted common ordinary metric square troy short american depositary million thousand")
  /// Words that end a noun phrase.
  static let stops = LexiconText.set(
    """
    the a an of in on at to for from by with and or but as than that which who whom whose when while where because if then so
    is are was were be been being has have had do does did will would can could may might must should shall this these those
    it its they their there we our you your he she his her i not no nor yet also only just very per each every any all both
    during since until after before between among over under above below up down out off into onto about around through within
    without against via versus vs compared respectively however although though including excluding primarily mainly
    """)
}
