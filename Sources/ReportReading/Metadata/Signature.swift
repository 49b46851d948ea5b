/// The page of a filing that its officers sign.
enum Signature {
  /// Its first words.
  private static let opening = Array("ursuant to the requirements".utf8)
  /// Blocks after its opening within which the day of signing stands.
  private static let reach = 40
  /// Blocks at a filing's end where "Date:" is the day of signing without that opening.
  private static let tail = 60

  /// The day on which a filing was signed; nil where it does not say. O(text).
  static func date(in text: [UInt8], _ blocks: [Block]) -> CalendarDate? {
    func words(_ index: Int) -> Substring {
      String(decoding: text[blocks[index].span.range].prefix(1000), as: UTF8.self)[...]
    }
    var next = 0
    while let place = ByteSearch.first(opening, in: text, next..<text.count) {
      next = place + opening.count
      guard let page = index(of: place, in: blocks), words(page).holds("signed") else { continue }
      if let date = DateText.mentions(in: words(page)).first(where: { $0.role != .periodEnd })?.date { return date }
      for index in (page + 1)..<min(page + reach, blocks.count) where blocks[index].span.count <= 80 {
        if let date = DateText.first(in: String(words(index))) { return date }
      }
    }
    for index in max(0, blocks.count - tail)..<blocks.count where blocks[index].span.count <= 120 {
      let line = words(index)
      if line.lowercased().hasPrefix("date"), let mention = DateText.mentions(in: line).first,
        mention.role != .periodEnd
      {
        return mention.date
      }
    }
    return nil
  }

  /// The block that holds a byte, by binary search.
  private static func index(of byte: Int, in blocks: [Block]) -> Int? {
    var (low, high) = (0, blocks.count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].span.end <= byte { low = middle + 1 } else { high = middle }
    }
    return low < blocks.count && blocks[low].span.start <= byte ? low : nil
  }
}
