extension MetadataReader {
  /// The day of a report: as stated, as its first page has it; the last day it covers where nothing else is known.
  func date(of filing: Filing?) -> CalendarDate? {
    if let date = metadataDate ?? labelledDate { return date }
    // A filing speaks from the last day it covers ("the next twelve months"), weeks before it is signed.
    if let filing, let date = filing.periodEnd ?? Signature.date(in: text, blocks) { return date }
    if let date = hints.times.lazy.compactMap({ date(of: $0) }).first ?? datelineDate { return date }
    guard let day = frontDate ?? hints.made.lazy.compactMap({ date(of: $0) }).first else { return newestPeriodEnd }
    // What is reported as past was past when it was reported.
    return max(day, newestPeriodEnd ?? day)
  }

  /// What the page's own metadata states.
  private var metadataDate: CalendarDate? {
    let names = [
      "article:published_time", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued",
      "dc.date", "dcterms.date", "datepublished", "publication_date", "publish-date", "publishdate", "pubdate", "date",
      "published", "parsely-pub-date", "sailthru.date", "dcterms.created", "og:published_time",
      "article:modified_time",
    ]
    for name in names {
      if let value = meta([name]), let date = date(of: value) { return date }
    }
    for key in ["datePublished", "dateCreated", "dateModified"] {
      if let value = linked(key), let date = date(of: value) { return date }
    }
    return nil
  }

  /// A line of the first page that says what its date is: "Published 6 October 2025".
  private var labelledDate: CalendarDate? {
    let labels = ["date:", "published", "released", "issued", "for immediate release", "dated", "publication date"]
    for entry in front.prefix(12) where entry.words.utf8.count <= 160 {
      let lower = entry.words.lowercased()
      let mentions = mentions(of: entry)
      if let day = mentions.first(where: { $0.role == .publication })?.date { return day }
      guard let first = mentions.first else { continue }
      if labels.contains(where: lower.hasPrefix), first.role != .periodEnd { return first.date }
      // Longer lines count shares or insurers on that day.
      if lower.hasPrefix("as of "), lower.utf8.count <= 48, !lower.holds("shares") { return first.date }
    }
    return nil
  }

  private func date(of value: String) -> CalendarDate? {
    CalendarDate(iso: value) ?? DateText.first(in: value) ?? DateText.monthYear(value)
  }

  /// The date that a press release begins with.
  private var datelineDate: CalendarDate? {
    for entry in front.prefix(16) where mayHoldDate(entry.block) {
      if let line = Dateline(entry.words), line.isRelease, let date = line.date { return date }
    }
    return nil
  }

  /// The first short text of the first page that has a date, or the title element's.
  private var frontDate: CalendarDate? {
    for entry in front.prefix(12) where entry.words.utf8.count <= 120 {
      if let date = day(in: entry.words) { return date }
    }
    if let date = day(in: hints.titleElement) { return date }
    for line in letterhead where line.utf8.count <= 160 {
      if let date = day(in: line) { return date }
    }
    for entry in front.prefix(6) where entry.words.utf8.count <= 40 {
      if let date = DateText.monthYear(entry.words) { return date }
    }
    for entry in front.prefix(16)
    where entry.words.holds("--") || entry.words.holds("—") || entry.words.holds("WIRE") {
      if let date = day(in: String(entry.words.prefix(160))) { return date }
    }
    return nil
  }

  /// The first date that may be the report's own.
  func day(in words: String) -> CalendarDate? {
    let mentions = DateText.mentions(in: words[...])
    guard !mentions.isEmpty, !countsShares(words) else { return nil }
    return mentions.first { $0.role == .day || $0.role == .publication }?.date
  }

  private func mentions(of entry: (block: Block, words: String)) -> [DateMention] {
    mayHoldDate(entry.block) ? DateText.mentions(in: entry.words[...]) : []
  }

  /// "there were 61,204,518 shares of common stock outstanding": the day of a count, however the sentence has it.
  private func countsShares(_ words: String) -> Bool {
    let lower = words.lowercased()
    return lower.holds("shares") && lower.holds("outstanding") || lower.holds("non-affiliates")
  }

  /// The last day of the newest period that the first page reports as past. Of several, a comparison's is the older.
  private var newestPeriodEnd: CalendarDate? {
    var newest: CalendarDate?
    for entry in front where ByteSearch.holds("ended", rare: 3, in: text, entry.block.span.range) {
      for mention in DateText.mentions(in: entry.words[...]) where mention.role == .periodEnd {
        newest = max(newest ?? mention.date, mention.date)
      }
    }
    return newest
  }

  /// A digit stands in it.
  private func mayHoldDate(_ block: Block) -> Bool {
    text[block.span.range].prefix(1000).contains { $0 >= 0x30 && $0 <= 0x39 }
  }
}
