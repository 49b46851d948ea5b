/// How a press release begins: "NASHVILLE, Tenn., December 4, 2025 — Acme Stores, Inc. today reported …".
struct Dateline {
  /// Nil where only the name of a wire stands after the town.
  let date: CalendarDate?
  /// What follows the dash; empty where the line ends with its date or the time of day.
  let story: Substring

  /// A text follows, so that the line is the beginning of a release and no mere byline.
  var isRelease: Bool { !story.isEmpty }

  /// Nil where a text does not begin with a town, a date, or both, and go on after a dash or end there.
  init?(_ words: String) {
    let head = Self.head(of: words)
    if let mention = DateText.mentions(in: head, limit: 1).first, mention.role == .day,
      Self.mayBeTown(words[..<mention.range.lowerBound]), let story = Self.story(words[mention.range.upperBound...])
    {
      self.init(date: mention.date, story: story)
      return
    }
    guard Self.mayNameWire(head) else { return nil }
    let lower = head.lowercased()
    // Capitals and small letters of these names have as many bytes.
    guard let wire = Self.wires.first(where: lower.holds), let place = lower.firstRange(ofBytes: wire),
      lower.utf8.count == head.utf8.count
    else { return nil }
    let offset = lower.utf8.distance(from: lower.startIndex, to: place.upperBound)
    let tail = words[words.utf8.index(words.startIndex, offsetBy: offset)...]
    guard let story = Self.story(tail.drop { $0 == ")" || $0 == "/" }), !story.isEmpty,
      Self.mayBeTown(words[..<tail.startIndex])
    else { return nil }
    self.init(date: nil, story: story)
  }

  private init(date: CalendarDate?, story: Substring) {
    self.date = date
    self.story = story
  }

  // MARK: Parts

  /// The characters within which the date of a dateline stands.
  private static func head(of words: String) -> Substring {
    let bytes = words.utf8
    guard bytes.count > reach else { return words[...] }
    // In ASCII a byte is a character, where no carriage return joins the line feed after it.
    guard bytes.prefix(reach + 1).allSatisfy({ $0 < 0x80 && $0 != 0x0D }) else { return words.prefix(reach) }
    return words[..<bytes.index(bytes.startIndex, offsetBy: reach)]
  }

  /// Whether "wire" or "newsfile" stands in it, as in the names of all wires.
  private static func mayNameWire(_ words: Substring) -> Bool {
    var copy = words
    return copy.withUTF8 { bytes in
      func holds(_ name: StaticString, at index: Int) -> Bool {
        index + name.utf8CodeUnitCount <= bytes.count
          && name.withUTF8Buffer { name in name.indices.allSatisfy { bytes[index + $0] | 0x20 == name[$0] } }
      }
      return bytes.indices.contains { index in
        switch bytes[index] | 0x20 {
        case UInt8(ascii: "w"): holds("wire", at: index)
        case UInt8(ascii: "n"): holds("newsfile", at: index)
        default: false
        }
      }
    }
  }

  /// Characters within which the date of a dateline stands.
  private static let reach = 160
  private static let dashes = [" — ", " – ", " - ", "--", "—", "–"]
  private static let wires = [
    "business wire", "prnewswire", "pr newswire", "globe newswire", "globenewswire", "newsfile", "accesswire",
    "newswire",
  ]
  /// Small words inside names of towns and lands: "Frankfurt am Main", "AMSTERDAM, the Netherlands".
  private static let small: Set<String> = [
    "the", "am", "de", "da", "do", "del", "la", "le", "den", "der", "an", "upon", "of", "and", "sur",
  ]
  /// Words of a time of day, besides numbers and capitals such as CEST.
  private static let times: Set<String> = [
    "at", "am", "pm", "a.m", "p.m", "h", "hrs", "hours", "local", "time", "standard", "daylight", "summer", "eastern",
    "central", "european", "pacific", "mountain", "noon", "o'clock",
  ]

  /// Nothing, or a few words with capitals.
  private static func mayBeTown(_ words: Substring) -> Bool {
    guard words.utf8.count <= 80, !words.utf8.contains(where: { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ":") })
    else { return false }
    let names = words.split {
      $0 == " " || $0 == "," || $0 == "(" || $0 == ")" || $0 == "/" || $0 == "-" || $0 == "–" || $0 == "—"
    }
    return names.count <= 9
      && names.allSatisfy {
        $0.first.map { $0.isUppercase || $0 == "'" || $0 == "’" } ?? false || small.contains(String($0))
      }
  }

  /// What follows the date: after a dash, with at most a time or a wire's name before it. Nil where the sentence goes on.
  private static func story(_ tail: Substring) -> Substring? {
    for mark in [": ", ". "] where tail.hasPrefix(mark) { return tail.dropFirst(2) }
    guard let dash = firstDash(tail), tail[..<dash.lowerBound].utf8.count <= 60 else {
      return tail.utf8.count <= 60 && isTime(tail) ? tail[tail.endIndex...] : nil
    }
    guard isTime(tail[..<dash.lowerBound]) else { return nil }
    var story = tail[dash.upperBound...]
    // "– (BUSINESS WIRE) –", "- 7:00 a.m. CEST -"
    if let next = firstDash(story) {
      let between = story[..<next.lowerBound]
      let isHour = between.first { $0 != " " && $0 != "(" }?.isNumber ?? false
      if wires.contains(where: between.lowercased().holds) || isHour && isTime(between) {
        story = story[next.upperBound...]
      }
    }
    return story.drop { $0 == " " || $0 == "-" || $0 == "–" || $0 == "—" }
  }

  private static func firstDash(_ words: Substring) -> Range<String.Index>? {
    dashes.compactMap { words.firstRange(ofBytes: $0) }.min { $0.lowerBound < $1.lowerBound }
  }

  /// Hours, a zone, the name of a wire, or nothing.
  private static func isTime(_ words: Substring) -> Bool {
    let lower = words.lowercased()
    if wires.contains(where: lower.holds) { return true }
    return words.split { $0 == " " || $0 == "," || $0 == "(" || $0 == ")" || $0 == "/" }.allSatisfy { word in
      let bare = word.last == "." ? word.dropLast() : word
      return bare.isEmpty || bare.first?.isNumber ?? false || !bare.contains(where: \.isLowercase)
        || times.contains(bare.lowercased())
    }
  }
}
