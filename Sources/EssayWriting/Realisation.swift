import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

extension NoteComposer {
  /// Whether a reader could be told of a series: it has a name that stands by itself, and a movement or a digit to show.
  func isSayable(_ series: Series) -> Bool {
    let words = series.name.flattened.lowercased().split(separator: " ")
    guard let first = words.first, words.count <= 12, !Self.hanging.contains(String(first)),
      !(words.count == 1 && Self.bare.contains(String(first)))
    else { return false }
    return series.points.contains { dossier.text(of: $0.figure).contains(where: \.isNumber) }
  }

  /// Words that begin a label which leans on the row above it.
  private static let hanging: Set<String> = [
    "as", "of", "in", "by", "and", "or", "less", "plus", "from", "to", "percentage", "percent", "%", "per", "at",
    "thereof", "see",
    "(in", "consolidated", "condensed",
  ]
  /// Labels that say nothing by themselves.
  private static let bare: Set<String> = [
    "total", "other", "amount", "balance", "number", "value", "sum", "subtotal", "net", "all",
  ]

  /// The metric of a series as the middle of a sentence would have it: "total revenue", "Data Center revenue".
  func metric(_ series: Series) -> Passage { Passage(name(series.name, series.nameCitations)) }

  /// A name in parts that can each be found in a report; words that are in none of them are the note's own.
  func name(_ name: String, _ citations: [Citation]) -> [Passage.Part] {
    let shown = common(name.flattened.sentenceCased)
    let sources = citations.map { ($0, dossier.string($0).flattened.lowercased()) }
    if let (citation, _) = sources.first(where: { $0.1.contains(shown.lowercased()) }) {
      return [.name(citation, Markdown.escaped(shown))]
    }
    var parts: [Passage.Part] = []
    for word in shown.split(separator: " ") {
      if !parts.isEmpty { parts.append(.words(" ")) }
      if let (citation, _) = sources.first(where: { $0.1.contains(word.lowercased()) }) {
        parts.append(.name(citation, Markdown.escaped(String(word))))
      } else {
        parts.append(.words(Markdown.escaped(String(word))))
      }
    }
    return parts
  }

  /// A name whose first word the reports also write small, written small.
  func common(_ name: String) -> String {
    let words = name.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = words.first, first.first?.isUppercase == true, first.dropFirst().allSatisfy({ !$0.isUppercase })
    else { return name }
    if words.count > 1, words[1].first?.isUppercase == true { return name }
    return vocabulary.contains(first.lowercased()) ? name.prefix(1).lowercased() + name.dropFirst() : name
  }

  func value(_ reference: FigureReference) -> Passage? {
    writing.writing(of: reference).map { Passage([.figure(reference, Markdown.escaped($0))]) }
  }

  func period(_ reference: FigureReference) -> Passage? {
    dossier.figure(reference).period.map { Passage([.period(reference, $0.label)]) }
  }

  /// What a series offers to a phrasing, and the shapes that suit how it moves.
  func slots(_ series: Series) -> (shapes: [String], slots: [String: Passage])? {
    guard let first = series.points.first, let last = series.points.last, first.figure != last.figure,
      let from = value(first.figure), let to = value(last.figure),
      let fromPeriod = period(first.figure), let toPeriod = period(last.figure), fromPeriod.text != toPeriod.text
    else { return nil }
    let name = metric(series)
    let plural = name.text.isPluralPhrase
    var slots: [String: Passage] = [
      "metric": name, "first": from, "last": to, "firstPeriod": fromPeriod, "lastPeriod": toPeriod,
      "was": plural ? "were" : "was", "is": plural ? "are" : "is", "publisher": publisher(of: last.figure.report),
    ]
    let (a, b) = (dossier.figure(first.figure).quantity, dossier.figure(last.figure).quantity)
    slots["rose"] = b.value > a.value ? "rose" : b.value < a.value ? "fell" : "held"
    if dossier.figure(last.figure).modality != .reported || last.period.start > dossier.asOf {
      return (["ahead", "path"], withMiddle(slots, series))
    }
    if series.unit == .percent {
      if let change = Derivation(.pointChange, first.figure, last.figure, in: dossier) {
        slots["change"] = Passage([.derived(change)])
      }
      return (b.agrees(with: a) ? ["steady"] : ["points"], slots)
    }
    if let change = Derivation(.percentChange, first.figure, last.figure, in: dossier), a.value > 0, b.value > 0 {
      slots["change"] = Passage([.derived(change)])
      if abs(change.value) < 1 { return (["steady"], slots) }
    } else if a.agrees(with: b) {
      return (["steady"], slots)
    }
    return (series.points.count > 2 ? ["change", "path"] : ["change"], withMiddle(slots, series))
  }

  private func withMiddle(_ slots: [String: Passage], _ series: Series) -> [String: Passage] {
    guard series.points.count == 3, let middle = value(series.points[1].figure),
      let period = period(series.points[1].figure)
    else { return slots }
    return slots.merging(["middle": middle, "middlePeriod": period]) { old, _ in old }
  }

  /// A sentence made from a series; marks it as said.
  mutating func realised(_ index: Int) -> Passage? {
    let series = thesis.series[index]
    guard !saidSeries.contains(index), isSayable(series), let (shapes, slots) = slots(series),
      let passage = sentence(shapes, slots, seed: series.name + (slots["last"]?.text ?? ""))
    else { return nil }
    saidSeries.insert(index)
    saidFigures.formUnion(passage.figures)
    return passage
  }

  /// The change of a series from its first to its last point, as a signed share; nil where it has none.
  func movement(_ series: Series) -> Double? {
    guard let first = series.points.first, let last = series.points.last else { return nil }
    let (a, b) = (dossier.figure(first.figure).quantity, dossier.figure(last.figure).quantity)
    guard a.isPoint, b.isPoint, a.value > 0, b.value > 0 else { return nil }
    if series.unit == .percent { return NSDecimalNumber(decimal: (b.value - a.value) / 100).doubleValue }
    return NSDecimalNumber(decimal: (b.value - a.value) / a.value).doubleValue
  }

  /// "up 114%", "down 2.3 points"; nil where the change cannot be said.
  func change(_ series: Series) -> Passage? {
    guard let first = series.points.first, let last = series.points.last,
      let derivation = Derivation(
        series.unit == .percent ? .pointChange : .percentChange, first.figure, last.figure, in: dossier),
      series.unit == .percent || dossier.figure(first.figure).quantity.value > 0
    else { return nil }
    return "\(Passage(stringLiteral: derivation.value > 0 ? "up" : "down")) \(Passage.Part.derived(derivation))"
  }
}

extension String {
  /// Words that begin a label and are no names, so that a sentence may write them small.
  private static let labelWords: Set<String> = [
    "total", "net", "gross", "operating", "revenue", "revenues", "sales", "cost", "costs", "research", "selling",
    "general",
    "income", "interest", "cash", "earnings", "other", "average", "number", "provision", "diluted", "basic", "free",
    "capital",
    "accounts", "inventory", "inventories", "long-term", "short-term", "current", "deferred", "share", "shares",
    "stock", "gain",
    "loss", "depreciation", "amortization", "automotive", "services", "service", "products", "product", "online",
    "comparable",
    "same-store", "consumer", "enterprise", "data", "energy", "power", "installed", "annual", "quarterly", "global",
    "world",
    "effective", "weighted", "new", "existing", "home", "housing", "industrial", "unemployment", "core", "headline",
    "retail",
    "manufacturing", "employment", "wages", "prices", "exports", "imports", "demand", "supply", "capacity", "spending",
    "growth",
    "copper", "electricity", "queue", "backlog", "orders", "shipments", "deliveries", "dividends", "repurchases",
    "marketable",
    "property", "purchases", "proceeds", "payments", "goodwill", "equity", "liabilities", "assets", "debt", "working",
    "adjusted",
    "non-gaap", "segment", "foreign", "domestic", "international", "sum", "purchase", "additional", "estimated",
    "projected",
  ]

  /// The name as the middle of a sentence has it: a first word that is no name in lower case, a trailing colon off.
  var sentenceCased: String {
    var text = self
    while let last = text.last, ":*†‡".contains(last) { text.removeLast() }
    guard let first = text.split(separator: " ").first, Self.labelWords.contains(first.lowercased()) else {
      return text
    }
    let rest = text.dropFirst(first.count)
    // "Data Center revenue" is a name all through; "Total Net Sales" is only shouting.
    let next = rest.split(separator: " ").first?.first
    if next?.isUppercase == true, !Self.labelWords.contains(rest.split(separator: " ").first?.lowercased() ?? "") {
      return text
    }
    return first.lowercased() + rest
  }

  /// Whether a noun phrase takes "were": judged by its head, the last word before "of", "per", a comma or a parenthesis.
  var isPluralPhrase: Bool {
    let words = split(whereSeparator: { $0 == " " })
    let stop = words.firstIndex {
      ["of", "per", "in", "for", "to", "with", "on", "from", "at", "by", "excluding"].contains($0.lowercased())
        || $0.hasPrefix("(")
    }
    let head = (stop.map { words[..<$0] } ?? words[...]).last.map { $0.lowercased().filter(\.isLetter) } ?? ""
    if words.prefix(stop ?? words.count).contains("and") { return true }
    let singular: Set<String> = [
      "capex", "less", "loss", "business", "basis", "process", "gross", "apparatus", "status", "series", "goods",
      "access", "progress", "gas", "analysis", "surplus", "plus", "eps",
    ]
    if head == "goods" || head == "series" { return head == "goods" }
    return head.hasSuffix("s") && !head.hasSuffix("ss") && !head.hasSuffix("us") && !head.hasSuffix("is")
      && !singular.contains(head)
  }
}
