/// Finds a full calendar date in words, as reports print it on their first page.
enum DateText {
  private static let months: [String: Int] = [
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
  ]
  /// "March" for 3; empty beyond 1 to 12.
  static func name(ofMonth month: Int) -> String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    return names.indices.contains(month - 1) ? names[month - 1] : ""
  }

  private static let weekdays: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// The first full date: "March 2, 2011", "2 March 2011", "2011-03-02", "2011/03/02".
  static func first(in text: String) -> CalendarDate? {
    let words = tokens(text)
    for index in words.indices {
      if let date = date(words, index)?.date { return date }
    }
    return nil
  }

  /// A date and nothing else, weekday apart.
  static func isDate(_ text: String) -> Bool {
    var words = tokens(text)
    if let first = words.first, weekdays.contains(first.lowercased()) { words.removeFirst() }
    guard let found = date(words, 0) else { return false }
    return found.length == words.count
  }

  /// A month with its day, the year not needed: "February 1, 2025", "31 December".
  static func monthDay(_ text: String) -> MonthDay? {
    let words = tokens(text)
    guard let first = words.first else { return nil }
    if let month = months[first.lowercased()], words.count > 1, let day = Int(words[1]), (1...31).contains(day) {
      return MonthDay(month: month, day: day)
    }
    if let day = Int(first), (1...31).contains(day), words.count > 1, let month = months[words[1].lowercased()] {
      return MonthDay(month: month, day: day)
    }
    return nil
  }

  static func month(_ word: some StringProtocol) -> Int? { months[word.lowercased()] }

  /// "March 2011" alone: the first of the month.
  static func monthYear(_ text: String) -> CalendarDate? {
    let words = tokens(text)
    guard words.count == 2, let month = months[words[0].lowercased()], words[1].count == 4, let year = Int(words[1])
    else {
      return nil
    }
    return CalendarDate(year: year, month: month, day: 1)
  }

  private static func tokens(_ text: String) -> [String] {
    text.split {
      $0 == " " || $0 == "," || $0 == "(" || $0 == ")" || $0 == "|" || $0 == ":" || $0 == "·" || $0 == "\u{2022}"
    }
    .map { $0.hasSuffix(".") ? String($0.dropLast()) : String($0) }
  }

  private static func date(_ words: [String], _ index: Int) -> (date: CalendarDate, length: Int)? {
    func number(_ offset: Int) -> Int? {
      guard index + offset < words.count else { return nil }
      let word = words[index + offset]
      for ending in ["st", "nd", "rd", "th"] where word.hasSuffix(ending) { return Int(word.dropLast(2)) }
      return Int(word)
    }
    guard index < words.count else { return nil }
    if let month = months[words[index].lowercased()], let day = number(1), let year = number(2), year >= 1900,
      let date = CalendarDate(year: year, month: month, day: day)
    {
      return (date, 3)
    }
    if let day = number(0), index + 1 < words.count, let month = months[words[index + 1].lowercased()],
      let year = number(2), year >= 1900, let date = CalendarDate(year: year, month: month, day: day)
    {
      return (date, 3)
    }
    let iso = words[index].replacing("/", with: "-")
    if iso.utf8.count >= 10, iso.utf8.prefix(10).allSatisfy({ $0 == 0x2D || $0 >= 0x30 && $0 <= 0x39 }),
      let date = CalendarDate(iso: iso), date.year >= 1900
    {
      return (date, 1)
    }
    return nil
  }
}
