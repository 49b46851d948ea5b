/// What a report says about itself: from its metadata first, from its first page where that is silent.
struct MetadataReader {
  let hints: MetadataHints
  let text: [UInt8]
  let blocks: [Block]
  let path: String
  /// The blocks that a reader would take for the first page.
  let front: [(block: Block, words: String)]

  init(hints: MetadataHints, shaped: ReportShaper.Shaped, path: String) {
    self.hints = hints
    text = shaped.text
    blocks = shaped.blocks
    self.path = path
    front = shaped.blocks.prefix(80).map {
      ($0, String(decoding: shaped.text[$0.span.range].prefix(1000), as: UTF8.self))
    }
  }

  var metadata: ReportMetadata {
    let filing = Filing(front: front, hints: hints, text: text)
    let publisher = filing?.registrant ?? statedPublisher
    var result = ReportMetadata(title: filing?.title ?? title(besides: publisher), publisher: publisher)
    result.date = statedDate ?? filing?.periodEnd ?? frontDate ?? hints.made.lazy.compactMap { date(of: $0) }.first
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

  private func isBoilerplate(_ words: String) -> Bool {
    let lower = words.lowercased()
    return Self.boilerplate.contains { lower.hasPrefix($0) } && lower.count < 60
  }

  /// "Report title | Site": the two halves, where the page's title has them.
  private var siteSuffix: (title: String, site: String)? {
    for separator in [" | ", " — ", " – ", " :: ", " · ", " - "] {
      guard let range = hints.titleElement.lastRange(ofBytes: separator) else { continue }
      let site = String(hints.titleElement[range.upperBound...])
      let title = String(hints.titleElement[..<range.lowerBound])
      // "Site — Report title" stands the other way round: the page's own heading says which half is the title.
      if front.contains(where: { $0.block.kind == .heading(level: 1) && $0.words == site }) { return (site, title) }
      if !site.isEmpty, !title.isEmpty, site.count <= 60, !site.contains(where: \.isNumber) { return (title, site) }
      return nil
    }
    return nil
  }

  // MARK: Publisher

  private var statedPublisher: String? {
    if let name = meta([
      "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher", "source", "institution", "organization",
      "organisation", "citation_technical_report_institution", "og:site_name", "article:publisher", "application-name",
    ]), !name.hasPrefix("http") {
      return name
    }
    if let name = linked("publisher") { return name }
    if let name = labelled(["publisher", "published by", "source", "issued by", "institution", "prepared by"]) {
      return name
    }
    if let name = listedCompany { return name }
    if let site = siteSuffix?.site, !isBoilerplate(site) { return site }
    if let name = masthead { return name }
    if let name = meta(["author", "dc.creator", "citation_author", "byline"]) { return name }
    return linked("author") ?? labelled(["by", "author", "authors"])
  }

  /// "Acme Holdings, Inc. (NYSE: ACM)" in a press release names who issues it.
  private var listedCompany: String? {
    for entry in front.prefix(40) where mayNameExchange(entry.block) {
      for exchange in ["(NYSE", "(NASDAQ", "(Nasdaq", "(LSE", "(TSX", "(NYSE American", "(ASX", "(Euronext"] {
        guard let range = entry.words.firstRange(ofBytes: exchange) else { continue }
        var words: [Substring] = []
        for word in entry.words[..<range.lowerBound].split(separator: " ").reversed() {
          guard let first = word.first,
            first.isUppercase || word == "&" || word == "of" || word == "and" || first.isNumber,
            words.count < 8, !word.hasSuffix(")")
          else { break }
          words.append(word)
        }
        while let last = words.last, last == "&" || last == "of" || last == "and" { words.removeLast() }
        let name = words.reversed().joined(separator: " ")
        if name.count >= 2 { return NaturalCase.name(name, in: text) }
      }
    }
    return nil
  }

  /// Whether an opening bracket before a letter that names of exchanges begin with stands in a block's words.
  private func mayNameExchange(_ block: Block) -> Bool {
    var next = block.span.start
    while let open = ByteSearch.first(UInt8(ascii: "("), in: text, from: next), open + 1 < block.span.end {
      switch text[open + 1] {
      case UInt8(ascii: "N"), UInt8(ascii: "L"), UInt8(ascii: "T"), UInt8(ascii: "A"), UInt8(ascii: "E"): return true
      default: next = open + 1
      }
    }
    return false
  }

  /// A short line of the first page with a name on one side of a bar or dash and a date on the other.
  private var masthead: String? {
    let author = meta(["author", "dc.creator", "citation_author"])
    for entry in front.prefix(6) where entry.words.utf8.count <= 120 {
      // An author that the masthead names is who publishes it.
      if let author, author.count >= 3, entry.words.holds(author), DateText.first(in: entry.words) != nil {
        return author
      }
      for separator in [" | ", " — ", " – ", " · ", " • ", ", "] {
        let parts = entry.words.split(separator: separator)
        guard parts.count >= 2, parts.count <= 4, DateText.first(in: entry.words) != nil else { continue }
        if let name = parts.first(where: { part in
          DateText.first(in: String(part)) == nil && !part.contains(where: \.isNumber)
            && (part.first?.isUppercase ?? false)
            && DateText.month(part) == nil && part.split(separator: " ").count <= 6
        }) {
          return String(name)
        }
      }
    }
    return nil
  }

  /// Labels that need a colon.
  private static let nouns: Set<String> = ["publisher", "source", "institution"]

  /// The rest of a first-page line that begins with one of the labels: "Published by Acme Research".
  private func labelled(_ labels: [String]) -> String? {
    for entry in front.prefix(10) where entry.words.utf8.count <= 160 {
      let lower = entry.words.lowercased()
      for label in labels where lower.hasPrefix(label) {
        var rest = entry.words.dropFirst(label.count)
        // "Source code" names no source.
        guard let next = rest.first, next == ":" || next == " " && !Self.nouns.contains(label) else { continue }
        rest = rest.drop { $0 == ":" || $0 == " " }
        for separator in [" | ", " · ", " — ", " – ", " • ", ";", ", "] {
          // A comma inside a name ("Acme, Inc.") is not the end of it.
          guard let range = rest.firstRange(ofBytes: separator) else { continue }
          let tail = rest[range.upperBound...].lowercased()
          if separator == ", ", tail.hasPrefix("inc") || tail.hasPrefix("ltd") || tail.hasPrefix("llc") { continue }
          rest = rest[..<range.lowerBound]
        }
        if rest.hasSuffix("."), !rest.lowercased().hasSuffix("inc.") { rest = rest.dropLast() }
        if let first = rest.first, first.isUppercase || label != "by", rest.count >= 2, rest.count <= 80 {
          return String(rest)
        }
      }
    }
    return nil
  }

  // MARK: Date

  private var statedDate: CalendarDate? {
    let names = [
      "article:published_time", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued",
      "dc.date",
      "dcterms.date", "datepublished", "publication_date", "publish-date", "publishdate", "pubdate", "date",
      "published",
      "parsely-pub-date", "sailthru.date", "dcterms.created", "og:published_time", "article:modified_time",
    ]
    for name in names {
      if let value = meta([name]), let date = date(of: value) { return date }
    }
    for key in ["datePublished", "dateCreated", "dateModified"] {
      if let value = linked(key), let date = date(of: value) { return date }
    }
    for entry in front.prefix(12) where entry.words.utf8.count <= 160 {
      let lower = entry.words.lowercased()
      let labels = [
        "date:", "published", "released", "issued", "for immediate release", "dated", "publication date", "as of ",
      ]
      if labels.contains(where: lower.hasPrefix), let date = DateText.first(in: entry.words) { return date }
    }
    return hints.times.lazy.compactMap { date(of: $0) }.first
  }

  private func date(of value: String) -> CalendarDate? {
    CalendarDate(iso: value) ?? DateText.first(in: value) ?? DateText.monthYear(value)
  }

  /// The first short text of the first page that has a date, or the title element's.
  private var frontDate: CalendarDate? {
    for entry in front.prefix(12) where entry.words.utf8.count <= 120 {
      if let date = DateText.first(in: entry.words) { return date }
    }
    if let date = DateText.first(in: hints.titleElement) { return date }
    for entry in front.prefix(6) where entry.words.utf8.count <= 40 {
      if let date = DateText.monthYear(entry.words) { return date }
    }
    for entry in front.prefix(16)
    where entry.words.holds("--") || entry.words.holds("—") || entry.words.holds("WIRE") {
      if let date = DateText.first(in: String(entry.words.prefix(160))) { return date }
    }
    return nil
  }

  // MARK: Sources

  private func meta(_ names: [String]) -> String? {
    for name in names {
      if let found = hints.meta.first(where: { $0.name == name && !$0.content.isEmpty }) {
        return found.content.collapsed
      }
    }
    return nil
  }

  private func linked(_ key: String) -> String? {
    for script in hints.linkedData {
      if let value = LinkedData.value(of: key, in: script) { return value }
    }
    return nil
  }
}
