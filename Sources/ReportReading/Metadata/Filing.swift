import Foundation

/// The cover page of a report filed with the SEC: form, registrant, period.
struct Filing {
  let form: String
  let registrant: String
  let periodEnd: CalendarDate?
  let isAnnual: Bool

  /// Nil where the first page is not such a cover.
  init?(front: [(block: Block, words: String)], hints: MetadataHints, text: [UInt8]) {
    let named = Dictionary(hints.named, uniquingKeysWith: { first, _ in first })
    guard let form = named["DocumentType"] ?? Self.form(front) else { return nil }
    if let name = named["EntityRegistrantName"] {
      registrant = NaturalCase.name(name, in: text)
    } else {
      guard
        let name = Self.charterName(front)
          ?? front.prefix(40).lazy.map(\.words).first(where: OrganisationName.isCompany)
      else { return nil }
      registrant = NaturalCase.name(name.collapsed, in: text)
    }
    self.form = form
    isAnnual = form.hasPrefix("10-K") || form.hasPrefix("20-F") || form.hasPrefix("40-F")
    var end = named["DocumentPeriodEndDate"].flatMap { CalendarDate(iso: $0) ?? DateText.first(in: $0) }
    for entry in front where end == nil && entry.words.utf8.count <= 200 {
      let lower = entry.words.lowercased()
      if let range = lower.firstRange(ofBytes: "ended") ?? lower.firstRange(ofBytes: "date of report") {
        end = DateText.first(in: String(entry.words[range.upperBound...]))
      }
    }
    periodEnd = end
  }

  /// "Apple Inc. Form 10-Q, period ended June 28, 2025".
  var title: String {
    let base = "\(registrant) Form \(form)"
    guard let periodEnd else { return base }
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    let kind = isAnnual ? "year" : form.hasPrefix("10-Q") ? "quarter" : "period"
    return "\(base), \(kind) ended \(months[periodEnd.month - 1]) \(periodEnd.day), \(periodEnd.year)"
  }

  /// The name above or before "(Exact name of registrant as specified in its charter)".
  private static func charterName(_ front: [(block: Block, words: String)]) -> String? {
    guard let charter = front.firstIndex(where: { $0.words.lowercased().holds("exact name of registrant") }),
      charter > 0
    else { return nil }
    let own = front[charter].words
    // Name and legend in one block, or the legend below the name.
    let before = legend(in: own).map { own[..<$0].trimmingPrefix(while: { $0 == " " }) } ?? ""
    return before.isEmpty ? front[charter - 1].words : String(before)
  }

  /// Where "(exact" begins, whatever its capitals.
  private static func legend(in words: String) -> String.Index? {
    guard words.utf8.allSatisfy({ $0 < 0x80 }) else {
      return words.range(of: "(exact", options: .caseInsensitive)?.lowerBound
    }
    let lower = words.lowercased()
    return lower.firstRange(ofBytes: "(exact").map {
      words.utf8.index(words.startIndex, offsetBy: lower.utf8.distance(from: lower.startIndex, to: $0.lowerBound))
    }
  }

  /// The form's name in a short line of its own: "FORM 10-Q".
  private static func form(_ front: [(block: Block, words: String)]) -> String? {
    for entry in front.prefix(30)
    where entry.words.utf8.count <= 40 && entry.words.utf8.first(where: { $0 != 0x20 }).map({ $0 | 0x20 }) == 0x66 {
      let words = entry.words.uppercased().split(separator: " ")
      guard words.count >= 2, words[0] == "FORM", let first = words[1].first, first.isNumber || words[1] == "S-1" else {
        continue
      }
      return String(words[1])
    }
    return nil
  }
}

/// The day on which a filer's fiscal year ends, from the many ways to say so.
enum FiscalYearEnd {
  static func find(in text: [UInt8], hints: MetadataHints, filing: Filing?) -> MonthDay? {
    if let stated = hints.named.first(where: { $0.name == "CurrentFiscalYearEndDate" })?.content {
      let parts = stated.split(separator: "-")
      if parts.count == 2, let month = Int(parts[0]), let day = Int(parts[1]) {
        return MonthDay(month: month, day: day)
      }
      if let day = DateText.monthDay(stated) { return day }
    }
    if let filing, filing.isAnnual, let end = filing.periodEnd { return MonthDay(month: end.month, day: end.day) }
    var byRule: MonthDay?
    for start in occurrences(of: "fiscal year", in: text, limit: 400) {
      let words = String(decoding: text[start..<min(start + 220, text.count)], as: UTF8.self)
      let sentence = words.prefix { $0 != "\n" }
      if let day = explicit(sentence) { return day }
      if byRule == nil { byRule = rule(sentence) }
    }
    if let byRule { return byRule }
    guard filing != nil else { return nil }
    for start in occurrences(of: "year ended ", in: text, limit: 50) {
      let words = String(decoding: text[start + 11..<min(start + 40, text.count)], as: UTF8.self)
      if let day = DateText.monthDay(words) { return day }
    }
    return nil
  }

  /// "fiscal year ended February 1, 2025", "fiscal year ends on June 30".
  private static func explicit(_ sentence: Substring) -> MonthDay? {
    let words = sentence.dropFirst("fiscal year".count).split(separator: " ").map(String.init)
    guard let first = words.first, ["ended", "ends", "ending", "end"].contains(first.lowercased()) else { return nil }
    var rest = words.dropFirst()
    while let next = rest.first, ["on", "is", "at", "the"].contains(next.lowercased()) { rest = rest.dropFirst() }
    return DateText.monthDay(rest.prefix(3).joined(separator: " "))
  }

  /// "… on the last Saturday of September", "… the Saturday closest to January 31": the middle of the days it can be.
  private static func rule(_ sentence: Substring) -> MonthDay? {
    let words = sentence.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let days: Set<String> = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
    guard let weekday = words.firstIndex(where: days.contains),
      words[..<weekday].contains(where: { $0.hasPrefix("end") })
    else {
      return nil
    }
    let rest = words[(weekday + 1)...].prefix(10)
    guard let index = rest.firstIndex(where: { DateText.month($0) != nil }), let month = DateText.month(rest[index])
    else { return nil }
    let last = CalendarDate.days(inMonth: month, of: 2023)
    if rest.contains(where: { ["closest", "nearest"].contains($0) }) {
      let after = index + 1 < words.count ? Int(words[index + 1]) : nil
      return MonthDay(month: month, day: after.map { min(max($0, 1), last) } ?? last)
    }
    if weekday > 0, words[weekday - 1] == "last" { return MonthDay(month: month, day: last - 3) }
    if weekday > 0, words[weekday - 1] == "first" { return MonthDay(month: month, day: 4) }
    return nil
  }

  /// Offsets of a phrase in small letters, first letter of any case.
  private static func occurrences(of phrase: String, in text: [UInt8], limit: Int) -> [Int] {
    let wanted = Array(phrase.utf8)
    let (small, capital) = (wanted[0], wanted[0] & ~0x20)
    var result: [Int] = []
    var next = (ByteSearch.first(small, in: text) ?? text.count, ByteSearch.first(capital, in: text) ?? text.count)
    while result.count < limit {
      let index = min(next.0, next.1)
      guard index + wanted.count <= text.count else { break }
      if wanted.indices.allSatisfy({ text[index + $0] | 0x20 == wanted[$0] | 0x20 }) { result.append(index) }
      if index == next.0 {
        next.0 = ByteSearch.first(small, in: text, from: index + 1) ?? text.count
      } else {
        next.1 = ByteSearch.first(capital, in: text, from: index + 1) ?? text.count
      }
    }
    return result
  }
}
