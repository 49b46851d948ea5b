/// The kinds of fact that a phrasing can state, and the slots that each offers.
extension PhrasingBook {
  private static let series: Set<String> = [
    "metric", "first", "firstPeriod", "last", "lastPeriod", "rose", "was", "is", "stood", "change", "ratio",
    "publisher",
  ]
  private static let middle: Set<String> = ["middle", "middlePeriod"]
  private static let other: Set<String> = ["otherMetric", "otherRose", "otherChange"]
  private static let figure: Set<String> = ["metric", "value", "period", "publisher", "was", "is"]
  private static let movement: Set<String> = ["metric", "rose", "value", "period", "last", "publisher"]
  private static let mix: Set<String> = [
    "part", "whole", "share", "firstShare", "firstPeriod", "lastPeriod", "other", "otherShare", "publisher", "is",
    "partChange", "otherChange", "was", "carries", "leads", "gains", "loses", "it",
  ]
  private static let themes: Set<String> = ["theme", "otherTheme", "firstDate", "lastDate"]
  private static let heading: Set<String> = ["theme", "is"]
  private static let reckoning: Set<String> = ["publisher", "date", "metric", "forecast", "period", "actual"]
  private static let revision: Set<String> = ["publisher", "oldPublisher", "metric", "period", "old", "new"]
  private static let shift: Set<String> = ["from", "to", "was", "is", "comes"]
  private static let pair: Set<String> = ["metric", "otherMetric", "otherIt"]
  private static let loss = series.union(other)
  private static let question = loss.union(["bring", "cost"])

  /// By shape; a shape or a slot that is not here is a fault of the table.
  package static let slots: [String: Set<String>] = [
    "change": series, "multiple": series, "swing": series, "points": series, "steady": series, "ahead": series,
    "path": series.union(middle), "ahead-path": series.union(middle).union(["goes"]),
    "moved-ahead": movement.union(["rise", "rising", "is"]),
    "swing-loss": series, "brief-first-year": series, "brief-first-since": series,
    "brief": series, "brief-first": series, "brief-swing": series, "brief-points": series,
    "dated": series, "dated-day": series, "cash-use": mix,
    "level": figure, "level-bare": figure, "level-against": figure.union(["other", "otherPeriod"]), "forecast": figure,
    "level-projected": figure.union(["other", "otherPeriod"]), "forecast-bare": figure,
    "moved": movement, "moved-to": movement,
    "share": mix, "share-moved": mix, "share-other": mix, "share-table": mix,
    "contrast": series.union(other), "outrun": series.union(other), "fell-further": series.union(other),
    "quoted": ["publisher", "quote"], "quoted-again": ["quote"], "quoted-dated": ["publisher", "quote", "date"],
    "quoted-then": ["quote", "date", "publisher"], "source": ["publisher", "quote"],
    "cause": ["publisher", "quote"], "cause-of": ["publisher", "quote", "metric"],
    "terms": ["terms"], "theme-up": themes, "theme-down": themes, "theme-mixed": themes, "theme-turned-up": themes,
    "theme-turned-down": themes, "theme-still-down": themes, "theme-still-up": themes,
    "title-shift": shift, "title-mix-flip": mix, "title-mix-up": mix, "title-mix-down": mix, "title-mix-split": mix,
    "title-up-down": pair, "title-down-up": pair, "title-up-up": pair, "title-down-down": pair,
    "title-up": pair, "title-down": pair, "title-turn": themes, "title-theme-split": themes,
    "title-theme-down": themes, "title-theme-up": themes,
    "subtitle-owner": ["span", "publisher"], "subtitle": ["span", "publishers"], "subtitle-plain": ["publishers"],
    "hook-watched": series, "hook-path": series.union(middle), "hook-pair": series, "hook-mix": mix, "hook-split": mix,
    "hook-mix-grew": mix, "hook-mix-fell": mix, "hook-mix-grew-most": mix, "hook-mix-fell-most": mix,
    "hook-mix-plain": mix, "hook-other": series,
    "hook-outran": pair, "hook-parted": pair, "hook-lagged": pair, "hook-shift": shift,
    "hook-theme-turned": themes, "hook-theme-split": themes, "hook-theme-same": themes,
    "insight-shift": shift, "insight-mix": mix, "insight-mix-most": mix, "insight-mix-split": mix,
    "insight-turn": themes, "insight-levels": series.union(other).union(["otherFirst", "otherLast"]),
    "insight-theme-split": themes, "insight-theme-down": themes, "insight-theme-up": themes,
    "heading-outran": [], "heading-lagged": [], "heading-fell-more": [], "heading-fell-less": [],
    "heading-profit-up": [], "heading-profit-down": [], "heading-mix-most": mix, "heading-mix-more": mix,
    "heading-mix-even": mix, "heading-mix-less": mix, "heading-mix-split": mix,
    "heading-theme-up": heading, "heading-theme-down": heading, "heading-theme-turned-up": heading,
    "heading-theme-turned-down": heading, "heading-theme-mixed": heading,
    "title-loss-less": loss, "title-loss-more": loss, "title-loss-ended": loss, "title-loss-came": loss,
    "hook-loss-less": loss, "hook-loss-more": loss, "hook-loss-ended": loss, "hook-loss-came": loss,
    "insight-loss-less": loss, "insight-loss-more": loss, "insight-loss-ended": loss, "insight-loss-came": loss,
    "heading-loss-less": [], "heading-loss-more": [], "heading-loss-ended": [], "heading-loss-came": [],
    "heading-cash-with": [], "heading-cash-without": [], "heading-cash-despite": [], "heading-cash-fell": [],
    "heading-cash-up": [], "heading-cash-down": [], "heading-stock-ahead": [], "heading-stock-behind": [],
    "heading-stock-down": [], "heading-stock-up": [], "heading-pile-up": [], "heading-pile-down": [],
    "ask-outran": question, "ask-lagged": question, "ask-fell-further": question, "ask-fell-less": question,
    "ask-parted": question, "ask-loss-less": question, "ask-loss-more": question, "ask-loss-ended": question,
    "ask-loss-came": question, "ask-mix": mix, "ask-mix-plain": mix, "ask-mix-lost": mix, "ask-theme-split": themes,
    "ask-theme-down": themes, "ask-theme-up": themes,
    "share-moved-ahead": mix, "share-other-ahead": mix, "title-mix-ahead-up": mix, "title-mix-ahead-down": mix,
    "title-up-down-ahead": pair, "title-down-up-ahead": pair, "title-up-up-ahead": pair, "title-down-down-ahead": pair,
    "title-up-ahead": pair, "title-down-ahead": pair, "hook-end-ahead": series, "hook-all-ahead": series,
    "hook-mix-ahead": mix, "hook-mix-plain-ahead": mix, "hook-outran-ahead": pair, "hook-parted-ahead": pair,
    "hook-lagged-ahead": pair, "insight-mix-ahead": mix,
    "insight-levels-ahead": series.union(other).union(["otherFirst", "otherLast"]), "ask-mix-ahead": mix,
    "reckoning": reckoning, "reckoning-undated": reckoning, "revised": revision, "contradicted": revision,
    "next-one": series, "next-two": series.union(["otherMetric", "otherLast", "otherPeriod"]),
  ]
}
