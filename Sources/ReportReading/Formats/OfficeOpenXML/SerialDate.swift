/// Days counted from 1900 (or 1904), as spreadsheets store dates, shown by the parts of a date format.
enum SerialDate {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

  /// Tokens are runs of one letter (`yyyy`, `mm`), `[h` for elapsed time, `AM/PM`, `0` for a part of a second, and
  /// literals after a quotation mark.
  static func shown(_ serial: StoredNumber, _ tokens: [String], epoch1904: Bool) -> String {
    let value = serial.approximate
    guard value >= 0, value < 2_958_466 else { return serial.general }
    let seconds = Int((value * 86_400).rounded())
    var day = seconds / 86_400
    let time = seconds % 86_400
    // The year 1900 has a 29th of February there, which never was.
    if epoch1904 { day += 1462 } else if day < 60 { day += 1 }
    let date = CalendarDate(dayNumber: day - 25_569)
    let isTwelveHours = tokens.contains("AM/PM")
    let hour = time / 3600
    var text = ""
    for (index, token) in tokens.enumerated() {
      switch token {
      case "yyyy", "yyy": text += padded(date.year, 4)
      case "yy", "y": text += padded(date.year % 100, 2)
      case "mmmmm": text += months[date.month - 1].prefix(1)
      case "mmmm": text += months[date.month - 1]
      case "mmm": text += months[date.month - 1].prefix(3)
      case "m", "mm":
        let value = isMinute(index, tokens) ? time / 60 % 60 : date.month
        text += token == "mm" ? padded(value, 2) : String(value)
      case "dddd": text += days[(day + 6) % 7]
      case "ddd": text += days[(day + 6) % 7].prefix(3)
      case "dd": text += padded(date.day, 2)
      case "d": text += String(date.day)
      case "hh", "h":
        let shown = isTwelveHours ? (hour + 11) % 12 + 1 : hour
        text += token == "hh" ? padded(shown, 2) : String(shown)
      case "ss": text += padded(time % 60, 2)
      case "s": text += String(time % 60)
      case "AM/PM": text += hour < 12 ? "AM" : "PM"
      case "[h", "[hh": text += String(seconds / 3600)
      case "[m", "[mm": text += String(seconds / 60)
      case "[s", "[ss": text += String(seconds)
      default: if token.hasPrefix("\"") { text += token.dropFirst() }
      }
    }
    return text.collapsed
  }

  /// Minutes stand after hours or before seconds; elsewhere the letter is a month.
  private static func isMinute(_ index: Int, _ tokens: [String]) -> Bool {
    func isLetter(_ token: String) -> Bool { !token.hasPrefix("\"") && token != "0" }
    if let before = tokens[..<index].last(where: isLetter), before.hasPrefix("h") || before.hasPrefix("[h") {
      return true
    }
    return tokens[(index + 1)...].first(where: isLetter)?.hasPrefix("s") ?? false
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
