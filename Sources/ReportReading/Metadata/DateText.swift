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
    guard hasDigit(text[...]) else { return nil }
    let words = tokens(text[...])
    for index in words.indices {
      if let date = date(words, index)?.date { return date }
    }
    return nil
  }

  /// Every full date, in order, with what its neighbours say it is the date of.
  static func mentions(in text: Substring, limit: Int = .max) -> [DateMention] {
    guard hasDigit(text) else { return [] }
    let words = tokens(text)
    var result: [DateMention] = []
    var index = 0
    // Where the date before ends.
    var next = 0
    while index < words.count, result.count < limit {
      guard let found = date(words, index) else {
        index += 1
        continue
      }
      let before = words[next..<index].suffix(4).map { $0.lowercased() }
      var role = DateMention.Role(before: before)
      // "ended November 1, 2025 and November 2, 2024": a list has one role.
      if let last = result.last, before.count <= 2, before.allSatisfy(DateMention.joining.contains) { role = last.role }
      let last = words[index + found.length - 1]
      result.append(DateMention(date: found.date, role: role, range: words[index].startIndex..<last.endIndex))
      index += found.length
      next = index
    }
    return result
  }

  /// A date and nothing else, weekday apart.
  static func isDate(_ text: String) -> Bool {
    var words = tokens(text[...])
    if let first = words.first, weekdays.contains(first.lowercased()) { words.removeFirst() }
    guard let found = date(words, 0) else { return false }
    return found.length == words.count
  }

  /// A month with its day, the year not needed: "February 1, 2025", "31 December".
  static func monthDay(_ text: String) -> MonthDay? {
    let words = tokens(text[...])
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
    let words = tokens(text[...])
    guard words.count == 2, let month = months[words[0].lowercased()], words[1].count == 4, let year = Int(words[1])
    else {
      return nil
    }
    return CalendarDate(year: year, month: month, day: 1)
  }

  /// Words without the marks between them, nor the full stop after them.
  private static func tokens(_ text: Substring) -> [Substring] {
    var copy = text
    let ranges = copy.withUTF8 { bytes -> [Range<Int>] in
      var ranges: [Range<Int>] = []
      var start = 0
      var index = 0
      func close(at end: Int) {
        let last = end > start && bytes[end - 1] == UInt8(ascii: ".") ? end - 1 : end
        if start < last { ranges.append(start..<last) }
      }
      while index < bytes.count {
        let width = markWidth(bytes, index)
        if width > 0 { close(at: index) }
        index += max(width, 1)
        if width > 0 { start = index }
      }
      close(at: bytes.count)
      return ranges
    }
    let bytes = text.utf8
    var place = bytes.startIndex
    var offset = 0
    return ranges.map { range in
      let start = bytes.index(place, offsetBy: range.lowerBound - offset)
      place = bytes.index(start, offsetBy: range.count)
      offset = range.upperBound
      return text[start..<place]
    }
  }

  /// Bytes of the mark between words that begins at an index; 0 where a word's own byte stands there.
  private static func markWidth(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    func byte(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
    switch bytes[index] {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: "("),
      UInt8(ascii: ")"),
      UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "["), UInt8(ascii: "]"):
      return 1
    case UInt8(ascii: "-"): return byte(1) == UInt8(ascii: "-") ? 2 : 0
    // A middle dot, a bullet, dashes.
    case 0xC2: return byte(1) == 0xB7 ? 2 : 0
    case 0xE2: return byte(1) == 0x80 && [0xA2, 0x93, 0x94].contains(byte(2)) ? 3 : 0
    default: return 0
    }
  }

  /// Every date has one.
  private static func hasDigit(_ text: Substring) -> Bool { text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } }

  private static let longestMonth = 9

  private static func date(_ words: [Substring], _ index: Int) -> (date: CalendarDate, length: Int)? {
    func number(_ offset: Int) -> Int? {
      guard index + offset < words.count else { return nil }
      let word = words[index + offset]
      for ending in ["st", "nd", "rd", "th"] where word.hasSuffix(ending) { return Int(word.dropLast(2)) }
      return Int(word)
    }
    guard index < words.count, let first = words[index].utf8.first else { return nil }
    switch first {
    // Signs and digits.
    case 0x2B, 0x2D, 0x2F...0x39: break
    // Letters that names of months begin with: j f m a s o n d.
    case 0x4A, 0x46, 0x4D, 0x41, 0x53, 0x4F, 0x4E, 0x44, 0x6A, 0x66, 0x6D, 0x61, 0x73, 0x6F, 0x6E, 0x64:
      guard words[index].utf8.count <= longestMonth, let month = months[words[index].lowercased()],
        let day = number(1), let year = number(2), year >= 1900,
        let date = CalendarDate(year: year, month: month, day: day)
      else { return nil }
      return (date, 3)
    default: return nil
    }
    if let day = number(0), index + 1 < words.count, let month = months[words[index + 1].lowercased()],
      let year = number(2), year >= 1900, let date = CalendarDate(year: year, month: month, day: day)
    {
      return (date, 3)
    }
    let word = words[index].utf8
    if word.count >= 10, word.prefix(10).allSatisfy({ $0 == 0x2D || $0 >= 0x2F && $0 <= 0x39 }),
      let date = CalendarDate(iso: words[index].replacing("/", with: "-")), date.year >= 1900
    {
      return (date, 1)
    }
    return nil
  }
}
