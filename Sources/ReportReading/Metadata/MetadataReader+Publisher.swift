extension MetadataReader {
  /// Who published a report that is no filing.
  var statedPublisher: String? {
    if let name = meta([
      "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher", "source", "institution", "organization",
      "organisation", "citation_technical_report_institution", "og:site_name", "article:publisher", "application-name",
    ]), !name.hasPrefix("http") {
      return name
    }
    if let name = linked("publisher") { return name }
    if let name = labelled([
      "publisher", "published by", "source", "issued by", "institution", "prepared by", "compiled by",
    ]) {
      return name
    }
    if let name = releaseCompany ?? listedCompany { return name }
    if let site = siteSuffix?.site, !isBoilerplate(site) { return site }
    if let name = masthead ?? headlineCompany ?? nameLine ?? titleCompany { return name }
    if let name = meta(["author", "dc.creator", "citation_author", "byline"]) { return name }
    return linked("author") ?? labelled(["by", "author", "authors"])
  }

  // MARK: Companies

  /// "NASHVILLE, Tenn., December 4, 2025 — Acme Stores, Inc. (NYSE: ACM) today reported …": who issues a press release.
  private var releaseCompany: String? {
    for entry in front.prefix(16) where isText(entry.block) {
      guard let dateline = Dateline(entry.words), dateline.isRelease else { continue }
      if let name = OrganisationName.company(in: dateline.story) { return NaturalCase.name(name, in: text) }
    }
    return nil
  }

  /// "Acme Holdings, Inc. (NYSE: ACM)" in a press release names who issues it.
  private var listedCompany: String? {
    for entry in front.prefix(40) where mayNameExchange(entry.block) {
      let line = Dateline(entry.words)?.story ?? entry.words[...]
      for exchange in ["(NYSE", "(NASDAQ", "(Nasdaq", "(LSE", "(TSX", "(NYSE American", "(ASX", "(Euronext"] {
        guard let range = line.firstRange(ofBytes: exchange) else { continue }
        var words: [Substring] = []
        for word in line[..<range.lowerBound].split(separator: " ").reversed() {
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

  /// "Acme Stores Reports Third Quarter 2025 Results".
  private var headlineCompany: String? {
    let headings = front.prefix(12).lazy.filter { isHeading($0.block) && $0.words.utf8.count <= 200 }.map(\.words)
    let titles = [siteSuffix?.title ?? hints.titleElement]
    for line in Array(headings) + titles {
      if let name = OrganisationName.subject(of: line) { return NaturalCase.name(name, in: text) }
    }
    return nil
  }

  /// A line that is nothing but the name of a company, with its legal form, or of an institute.
  private var nameLine: String? {
    let lines = front.prefix(12).lazy.map(\.words)
    let name =
      lines.first(where: OrganisationName.isCompany) ?? lines.prefix(6).first(where: OrganisationName.isInstitute)
    return name.map { NaturalCase.name($0, in: text) }
  }

  /// "Acme, Inc. — Prospectus Summary", "Acme Logistics Trust – Supplemental" where the name also stands by itself.
  private var titleCompany: String? {
    let headings = front.prefix(3).lazy.filter { isHeading($0.block) }.map(\.words)
    for title in [hints.titleElement] + headings {
      for separator in [" — ", " – ", " - ", " | ", ": "] {
        guard let range = title.firstRange(ofBytes: separator) else { continue }
        let name = String(title[..<range.lowerBound])
        let stands =
          (2...6).contains(name.split(separator: " ").count) && OrganisationName.isName(name)
          && !OrganisationName.isSection(name) && front.prefix(12).contains { $0.words == name }
        if stands || OrganisationName.isCompany(name) { return NaturalCase.name(name, in: text) }
      }
    }
    return nil
  }

  private func isHeading(_ block: Block) -> Bool { if case .heading = block.kind { true } else { false } }

  private func isText(_ block: Block) -> Bool { if case .tableCell = block.kind { false } else { true } }

  // MARK: Lines

  /// A short line of the first page with a name on one side of a bar or dash and a date on the other.
  private var masthead: String? {
    let author = meta(["author", "dc.creator", "citation_author"])
    for words in front.prefix(6).map(\.words) + letterhead
    where words.utf8.count <= 120 && day(in: words) != nil {
      // An author that the masthead names is who publishes it.
      if let author, author.count >= 3, words.holds(author) { return author }
      for separator in [" | ", " — ", " – ", " · ", " • ", ", "] {
        let parts = words.split(separator: separator)
        guard parts.count >= 2, parts.count <= 6 else { continue }
        let names = parts.filter { part in
          // "NYSE: ACM" is a share, not its company.
          DateText.first(in: String(part)) == nil && !part.contains { $0.isNumber || $0 == ":" }
            && (part.first?.isUppercase ?? false) && DateText.month(part) == nil
            && part.split(separator: " ").count <= 6 && !part.hasPrefix("By ")
        }
        // A bar parts names from each other; a comma or a dash parts a town from the date as well.
        let parting = separator == " | " || separator == " · " || separator == " • "
        let told = names.first {
          !OrganisationName.isSection(String($0))
            && (parting || OrganisationName.isName($0) && !OrganisationName.mayBeTown($0))
        }
        if let told { return NaturalCase.name(String(told), in: text) }
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
        if let day = DateText.mentions(in: rest).first { rest = rest[..<day.range.lowerBound] }
        for separator in [" | ", " · ", " — ", " – ", " • ", ";"] {
          if let range = rest.firstRange(ofBytes: separator) { rest = rest[..<range.lowerBound] }
        }
        if let name = OrganisationName.leading(rest)?.name, name.count <= 80 { return name }
      }
    }
    return nil
  }
}
