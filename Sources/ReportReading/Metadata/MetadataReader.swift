/// What a report says about itself: from its metadata first, from its first page where that is silent.
struct MetadataReader {
  let hints: MetadataHints
  let text: [UInt8]
  let blocks: [Block]
  let path: String
  /// The blocks that a reader would take for the first page.
  let front: [(block: Block, words: String)]
  /// Lines of the page's own head, which is not the report's text: a banner that names the publisher and the day.
  let letterhead: [String]

  init(hints: MetadataHints, shaped: ReportShaper.Shaped, letterhead: [String], path: String) {
    self.hints = hints
    text = shaped.text
    blocks = shaped.blocks
    self.path = path
    self.letterhead = letterhead
    front = shaped.blocks.prefix(80).map {
      ($0, String(decoding: shaped.text[$0.span.range].prefix(1000), as: UTF8.self))
    }
  }

  var metadata: ReportMetadata {
    let filing = Filing(front: front, hints: hints, text: text)
    let publisher = filing?.registrant ?? statedPublisher
    var result = ReportMetadata(title: filing?.title ?? title(besides: publisher), publisher: publisher)
    result.date = date(of: filing)
    result.language = hints.language ?? meta(["content-language", "language", "lang", "dc.language", "og:locale"])
    result.link = hints.link
    result.fiscalYearEnd = FiscalYearEnd.find(in: text, hints: hints, filing: filing)
    return result
  }

  // MARK: Title

  private static let boilerplate: [String] = [
    "exhibit ", "ex-", "form ", "for immediate release", "press release", "news release", "united states", "contents",
    "table of contents", "contact", "securities and exchange", "washington,", "menu", "disclaimer", "document",
  ]

  /// The publisher's name alone is a letterhead, not a title.
  private func title(besides publisher: String?) -> String {
    if !hints.statedTitle.isEmpty { return hints.statedTitle }
    let suffix = siteSuffix
    let letterhead = publisher?.lowercased()
    // Small letters have at most thrice the bytes of capitals.
    let front = front.filter { entry in
      letterhead.map { entry.words.utf8.count > 3 * $0.utf8.count || entry.words.lowercased() != $0 } ?? true
    }
    if let first = front.first(where: { $0.block.kind == .heading(level: 1) && !isBoilerplate($0.words) }) {
      return NaturalCase.words(first.words.hasSuffix("¶") ? String(first.words.dropLast()) : first.words, in: text)
    }
    if let stated = meta([
      "og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "title", "headline",
    ]) {
      return stated
    }
    if let headline = linked("headline") { return headline }
    let heading = front.first {
      if case .heading(let level) = $0.block.kind {
        return level <= 3 && $0.words.count >= 8 && !isBoilerplate($0.words)
      }
      return false
    }
    var element = suffix?.title ?? hints.titleElement
    if isBoilerplate(element) || element.count < 5 || !element.contains(" ") && element.contains(where: \.isNumber) {
      element = ""
    }
    // A title element that says more than the heading does (its date, its section) is the better title.
    if let heading, element.isEmpty || !mentions(element, heading.words) {
      return NaturalCase.words(heading.words, in: text)
    }
    if !element.isEmpty { return element }
    if let heading { return NaturalCase.words(heading.words, in: text) }
    if let first = front.first, first.words.utf8.count <= 120 { return first.words }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.split(separator: ".").first.map(String.init) ?? name
  }

  /// Most words of the heading stand in the title element too.
  private func mentions(_ element: String, _ heading: String) -> Bool {
    let words = Set(element.lowercased().split { !$0.isLetter && !$0.isNumber })
    let wanted = heading.lowercased().split { !$0.isLetter && !$0.isNumber }
    return wanted.filter { words.contains($0) }.count * 10 >= wanted.count * 8 && words.count > wanted.count
  }

  func isBoilerplate(_ words: String) -> Bool {
    let lower = words.lowercased()
    return Self.boilerplate.contains { lower.hasPrefix($0) } && lower.count < 60
  }

  /// "Report title | Site": the two halves, where the page's title has them. A section of the site is none of them.
  var siteSuffix: (title: String, site: String?)? {
    for separator in [" | ", " — ", " – ", " :: ", " · ", " - "] where hints.titleElement.holds(separator) {
      return siteSuffix(after: separator)
    }
    return nil
  }

  private func siteSuffix(after separator: String) -> (title: String, site: String?)? {
    var title = hints.titleElement
    var isShortened = false
    while let range = title.lastRange(ofBytes: separator) {
      let (rest, site) = (String(title[..<range.lowerBound]), String(title[range.upperBound...]))
      // "Site — Report title" stands the other way round: the page's own heading says which half is the title.
      if front.contains(where: { $0.block.kind == .heading(level: 1) && $0.words == site }) { return (site, rest) }
      guard !site.isEmpty, !rest.isEmpty, site.count <= 60, !site.contains(where: \.isNumber) else { break }
      if !OrganisationName.isSection(site) { return (rest, OrganisationName.withoutSection(site)) }
      title = rest
      isShortened = true
    }
    return isShortened ? (title, nil) : nil
  }

  // MARK: Sources

  func meta(_ names: [String]) -> String? {
    for name in names {
      if let found = hints.meta.first(where: { $0.name == name && !$0.content.isEmpty }) {
        return found.content.collapsed
      }
    }
    return nil
  }

  func linked(_ key: String) -> String? {
    for script in hints.linkedData {
      if let value = LinkedData.value(of: key, in: script) { return value }
    }
    return nil
  }
}
