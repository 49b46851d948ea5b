import FigureExtraction
import Foundation
import ReportReading

/// Gathers claims into lines of argument: by the reports' own headings, joined across reports by the headings' terms.
struct ThemeBuilder {
  let dossier: Dossier
  let outlines: [Outline]
  let drafts: [ClaimDraft]
  let groups: [ClaimGroup]
  let series: [Series]
  let taxonomies: [TaxonomyReader.Found]
  let centrality: [Double]
  private let limit = 24
  /// For each report whether figures carry its claims.
  private let isFigured: [Bool]
  /// Places found so far, by heading; nil where no heading over it names a line of argument.
  private var places: [Place: (Place, Span)?] = [:]
  /// Headings that one term may point at: a word that more of them share tells none from another.
  private static let widest = 256

  private struct Place: Hashable {
    let report: Int
    let heading: Int
  }

  private struct Section {
    let place: Place
    let name: Span
    let terms: Set<Word>
    let isNumbered: Bool
    let isDull: Bool
    var claims: [Int] = []
    var items: [TermGloss] = []
    var series: [Int] = []
    var taxonomies: [Int] = []
  }

  init(
    dossier: Dossier, outlines: [Outline], drafts: [ClaimDraft], groups: [ClaimGroup], series: [Series],
    taxonomies: [TaxonomyReader.Found], centrality: [Double]
  ) {
    self.dossier = dossier
    self.outlines = outlines
    self.drafts = drafts
    self.groups = groups
    self.series = series
    self.taxonomies = taxonomies
    self.centrality = centrality
    var all = [Int](repeating: 0, count: dossier.evidence.count)
    var figured = all
    for index in drafts.indices where !drafts[index].isRow {
      let report = drafts[index].claim.citation.report
      all[report] += 1
      if !drafts[index].claim.figures.isEmpty { figured[report] += 1 }
    }
    isFigured = zip(dossier.evidence, zip(all, figured)).map { evidence, count in
      evidence.report.metadata.fiscalYearEnd != nil || count.1 * 5 >= count.0 * 3
    }
  }

  /// The strongest first.
  mutating func themes() -> [Theme] {
    let (sections, loose) = sections()
    let clusters = join(sections)
    let groupOf = groupIndex()
    var ranked: [(theme: Theme, score: Double)] = clusters.map { theme($0, groupOf) }
    if clusters.count < 3 || loose.count * 5 > drafts.count * 2 {
      ranked += TopicClusters(dossier: dossier, drafts: drafts).topics(among: loose).map { topic($0, groupOf) }
    }
    ranked = ranked.filter { $0.score > 0 }.sorted {
      if $0.score != $1.score { return $0.score > $1.score }
      return $0.theme.name < $1.theme.name
    }
    var seen: Set<String> = []
    return Array(ranked.filter { seen.insert($0.theme.name.lowercased()).inserted }.map(\.theme).prefix(limit))
  }

  private func groupIndex() -> [Int] {
    var index = [Int](repeating: -1, count: drafts.count)
    for (number, group) in groups.enumerated() { for claim in group.claims { index[claim] = number } }
    return index
  }

  // MARK: Sections

  /// The lowest heading over a block that names a line of argument.
  private mutating func place(_ report: Int, _ block: Int) -> (Place, Span)? {
    let own = Place(report: report, heading: outlines[report].head[block])
    if let known = places[own] { return known }
    let place = place(under: own)
    places[own] = .some(place)
    return place
  }

  private func place(under own: Place) -> (Place, Span)? {
    let source = dossier.evidence[own.report].report
    let outline = outlines[own.report]
    var heading = own.heading
    var depth = 0
    while heading >= 0, depth < 8 {
      let span = outline.heads[heading].span
      // The title is what all of it is about.
      let isTitle =
        heading == 0 && outline.heads[0].level < 7
        || source.string(span).lowercased() == source.metadata.title.lowercased()
      if !isTitle, let name = HeadingName.span(source, span) {
        return (Place(report: own.report, heading: heading), name)
      }
      heading = outline.heads[heading].parent
      depth += 1
    }
    return nil
  }

  private mutating func sections() -> (sections: [Section], loose: [Int]) {
    var byPlace: [Place: Section] = [:]
    var loose: [Int] = []
    func section(_ place: Place, _ name: Span) -> Section {
      let report = dossier.evidence[place.report].report
      let words = Words.lowercased(in: report, name)
      return Section(
        place: place, name: name, terms: Set(dossier.words[place.report].terms(in: [name])),
        isNumbered: HeadingName.isNumbered(report, outlines[place.report].heads[place.heading].span),
        isDull: SectionLexicon.dull.occurs(in: words))
    }
    for index in drafts.indices {
      guard let (place, name) = place(drafts[index].claim.citation.report, drafts[index].block) else {
        loose.append(index)
        continue
      }
      byPlace[place, default: section(place, name)].claims.append(index)
    }
    for (report, evidence) in dossier.evidence.enumerated() {
      for (number, block) in evidence.report.blocks.enumerated() {
        guard case .listItem = block.kind, outlines[report].setting[number] == .body,
          let (place, name) = place(report, number),
          let item = TermGlossReader.item(evidence.report, block), item.gloss != nil,
          !StanceReader.isUnderCue(evidence.report, outlines[report], number)
        else { continue }
        byPlace[place, default: section(place, name)].items.append(
          TermGloss(
            term: Citation(report: report, span: item.term),
            gloss: item.gloss.map { Citation(report: report, span: $0) }))
      }
    }
    for (index, found) in taxonomies.enumerated() {
      guard let (place, name) = place(found.report, found.block) else { continue }
      byPlace[place, default: section(place, name)].taxonomies.append(index)
    }
    for (index, line) in series.enumerated() {
      guard let first = line.points.first?.figure,
        let block = dossier.evidence[first.report].report.blockIndex(at: dossier.figure(first).span.start),
        let (place, name) = place(first.report, block)
      else { continue }
      byPlace[place, default: section(place, name)].series.append(index)
    }
    return (byPlace.values.sorted { ($0.place.report, $0.place.heading) < ($1.place.report, $1.place.heading) }, loose)
  }

  // MARK: Joining

  /// Leader clustering, the fullest section first: across reports by how much of the smaller heading is shared, within one by how
  /// alike both are. A term counts for less where one report has it in several headings ("services").
  private func join(_ sections: [Section]) -> [[Section]] {
    var inReport: [Word: [Int: Int]] = [:]
    for section in sections {
      for term in section.terms { inReport[term, default: [:]][section.place.report, default: 0] += 1 }
    }
    let most = inReport.mapValues { Double($0.values.max() ?? 1) }
    func weight(_ terms: some Sequence<Word>) -> Double { terms.sorted().reduce(0) { $0 + 1 / (most[$1] ?? 1) } }
    func likeness(_ a: Section, _ b: Section) -> Double {
      let shared = weight(a.terms.intersection(b.terms))
      guard shared > 0 else { return 0 }
      if a.place.report != b.place.report { return shared / min(weight(a.terms), weight(b.terms)) }
      return shared / weight(a.terms.union(b.terms)) - 0.1
    }
    var clusters: [[Section]] = []
    var byTerm: [Word: [Int]] = [:]
    // Their places are sorted and not the sections, which are heavy to move.
    let full = sections.map(fullness)
    let ordered = sections.indices.sorted { a, b in
      if full[a] != full[b] { return full[a] > full[b] }
      let (x, y) = (sections[a].place, sections[b].place)
      return (x.report, x.heading) < (y.report, y.heading)
    }
    for section in ordered.lazy.map({ sections[$0] }) {
      var best: (cluster: Int, likeness: Double)?
      for candidate in Set(section.terms.flatMap { byTerm[$0] ?? [] }).sorted() {
        let likeness = likeness(clusters[candidate][0], section)
        if likeness >= 0.5, best.map({ likeness > $0.likeness }) ?? true { best = (candidate, likeness) }
      }
      if let best {
        clusters[best.cluster].append(section)
      } else {
        for term in section.terms where byTerm[term]?.count ?? 0 < Self.widest {
          byTerm[term, default: []].append(clusters.count)
        }
        clusters.append([section])
      }
    }
    return clusters
  }

  /// What a section brings: its claims' weights, a row for less than a sentence, a bare assertion for less where figures are to be had.
  private func fullness(_ section: Section) -> Double {
    let bare = isFigured[section.place.report] ? 0.3 : 1
    var (prose, rows) = (0.0, 0.0)
    for index in section.claims {
      if drafts[index].isRow {
        rows += drafts[index].claim.weight.value
      } else {
        prose += drafts[index].claim.weight.value * (drafts[index].claim.figures.isEmpty ? bare : 1)
      }
    }
    // A table of a hundred rows argues no more than a few sentences.
    let claims = prose + rows.squareRoot() * 0.5
    return claims + Double(section.items.count) * 0.3
  }

  /// Management's own discussion argues; notes to the accounts account.
  private func standing(_ section: Section) -> Double {
    var factor = section.isDull ? 0.2 : 1
    let report = dossier.evidence[section.place.report].report
    var heading = section.place.heading
    while heading >= 0 {
      let head = outlines[section.place.report].heads[heading]
      let words = Words.lowercased(in: report, head.span)
      if words.starts(with: ["note"]), words.count > 1, words[1].utf8.allSatisfy(Words.isDigit) {
        factor *= words.contains("segment") || words.contains("segments") ? 1 : 0.4
      }
      if words.contains("management's"), words.contains("discussion") { factor *= 1.6 }
      heading = head.parent
    }
    return factor
  }

  // MARK: Themes

  private mutating func theme(_ cluster: [Section], _ groupOf: [Int]) -> (theme: Theme, score: Double) {
    let lead = cluster[0]
    let report = dossier.evidence[lead.place.report].report
    let claims = ordered(cluster.flatMap(\.claims))
    let held = Set(claims.map { groupOf[$0] }).filter { $0 >= 0 }.sorted()
    let weight = held.reduce(0) { $0 + groups[$1].weight }
    var score = cluster.reduce(0) { $0 + fullness($1) }
    let rows = claims.filter { drafts[$0].isRow }.count
    if rows == claims.count, cluster.allSatisfy({ $0.items.isEmpty }) { score *= 0.5 }
    // A long section is not stronger in proportion to its length.
    score = score.squareRoot()
    if lead.isNumbered { score = 1 + 3 * score }
    score *= standing(lead) * (0.6 + measuredShare(claims))
    if !cluster.flatMap(\.taxonomies).isEmpty { score += 0.5 }
    let early =
      1 - Double(outlines[lead.place.report].heads[lead.place.heading].span.start) / Double(max(1, report.text.count))
    score *= 1 + 0.3 * early
    let own = Theme(
      name: HeadingName.text(report, lead.name), nameCitation: Citation(report: lead.place.report, span: lead.name),
      claims: claims, weight: weight,
      terms: sharedTerms(claims, also: lead.terms), items: cluster.flatMap(\.items),
      series: cluster.flatMap(\.series).sorted(),
      taxonomy: kinds(cluster))
    return (own, score)
  }

  /// Share of the claims that give a figure of a measure an analyst knows.
  private func measuredShare(_ claims: [Int]) -> Double {
    let known = claims.filter {
      drafts[$0].primary?.metric.entry != nil || !isFigured[drafts[$0].claim.citation.report]
    }.count
    return claims.isEmpty ? 0.4 : Double(known) / Double(claims.count)
  }

  /// A table before a list; a list only where its items are not the theme's own already.
  private func kinds(_ cluster: [Section]) -> Int? {
    let all = cluster.flatMap(\.taxonomies).sorted()
    return all.first { !taxonomies[$0].taxonomy.columns.isEmpty }
      ?? (cluster.allSatisfy(\.items.isEmpty) ? all.first : nil)
  }

  private func topic(_ topic: TopicClusters.Topic, _ groupOf: [Int]) -> (theme: Theme, score: Double) {
    let claims = ordered(topic.claims)
    let held = Set(claims.map { groupOf[$0] }).filter { $0 >= 0 }.sorted()
    let weight = held.reduce(0) { $0 + groups[$1].weight }
    let inside = Set(claims.flatMap { drafts[$0].claim.figures })
    let own = Theme(
      name: dossier.string(topic.name), nameCitation: topic.name, claims: claims, weight: weight,
      terms: sharedTerms(claims, also: []),
      items: [], series: series.indices.filter { series[$0].points.contains { inside.contains($0.figure) } },
      taxonomy: nil)
    return (own, weight.squareRoot())
  }

  /// Prose before rows; then by weight, by centrality, and by how early in its section: the first sentence says what it is about.
  private func ordered(_ claims: [Int]) -> [Int] {
    var place: [Int: Int] = [:]
    var count: [Place: Int] = [:]
    for index in Set(claims).sorted() where !drafts[index].isRow {
      let key = Place(report: drafts[index].claim.citation.report, heading: drafts[index].heading)
      place[index] = count[key, default: 0]
      count[key, default: 0] += 1
    }
    func rank(_ index: Int) -> Double {
      let lead = place[index].map { $0 < 4 ? 0.6 - 0.15 * Double($0) : 0 } ?? 0
      let opening = drafts[index].words.first
      return drafts[index].claim.weight.value * (drafts[index].isRow ? 0.5 : 1) + 0.7 * centrality[index] + lead
        + (drafts[index].isStatement ? 1 : 0)
        - (drafts[index].words.count > 40 ? 0.3 : 0) - (opening.map(CoreFinder.leaning.contains) ?? false ? 0.4 : 0)
    }
    return Set(claims).map { ($0, rank($0)) }.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }.map(\.0)
  }

  /// Terms of a quarter of the claims, and those of the heading.
  private func sharedTerms(_ claims: [Int], also heading: Set<Word>) -> [Word] {
    var tally = TermTally()
    for claim in claims { tally.add(drafts[claim].claim.terms) }
    return (Array(heading) + tally.terms(in: max(2, claims.count / 4)).map(\.term)).sortedOnce()
  }
}
