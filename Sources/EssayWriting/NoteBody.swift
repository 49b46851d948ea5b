/// A rendered note as the passages it prints and the template's own text between them.
///
/// Passages are rendered between marks that no report can hold (private-use scalars are not text), so that where a passage
/// begins and ends is known and not guessed: `frames[0] + passage + frames[1] + passage + … + frames.last` is the note.
struct NoteBody {
  /// The template's text before, between and after the passages; one more than `order`.
  private(set) var frames: [String] = [""]
  /// Which passage stands at each place, as its number in the marked essay.
  private(set) var order: [Int] = []
  /// The note without marks.
  private(set) var text = ""

  private static let first: UInt32 = 0xF0000
  private static let close: Unicode.Scalar = "\u{10FFFD}"

  /// A passage between its marks.
  static func marked(_ passage: Passage, as number: Int) -> Passage {
    guard let open = Unicode.Scalar(first + UInt32(number)) else { return passage }
    return Passage([.words(String(Character(open)))] + passage.parts + [.words(String(Character(close)))])
  }

  /// Splits what a template rendered from marked passages. Marks in the front matter are dropped: a title there is data.
  init(_ rendered: String) {
    var isFront = rendered.hasPrefix("---\n")
    var (whole, frame): ([UInt8], [UInt8]) = ([], [])
    whole.reserveCapacity(rendered.utf8.count)
    var open: Int?
    frames = []
    func close(_ frame: inout [UInt8]) {
      frames.append(String(decoding: frame, as: UTF8.self))
      frame = []
    }
    let bytes = Array(rendered.utf8)
    var index = 0
    while index < bytes.count {
      // Marks, and no other text, begin so: U+F0000 and after are F3 B0 80 80 to F4 8F BF BD.
      if bytes[index] >= 0xF3, let mark = Self.mark(bytes, index) {
        index += 4
        if mark == Int(Self.close.value - Self.first) {
          if open != nil { close(&frame) }
          open = nil
        } else if !isFront {
          open = mark
          order.append(mark)
        }
        continue
      }
      whole.append(bytes[index])
      if open == nil { frame.append(bytes[index]) }
      if isFront, bytes[index] == UInt8(ascii: "\n"), whole.count > 5, whole.suffix(5).elementsEqual("\n---\n".utf8) {
        isFront = false
      }
      index += 1
    }
    close(&frame)
    text = String(decoding: whole, as: UTF8.self)
  }

  /// The number of a mark at a place, the closing one's being the greatest; nil where there is none.
  private static func mark(_ bytes: [UInt8], _ index: Int) -> Int? {
    guard index + 3 < bytes.count else { return nil }
    let value = bytes[index..<(index + 4)].dropFirst().reduce(UInt32(bytes[index] & 0x07)) {
      $0 << 6 | UInt32($1 & 0x3F)
    }
    return value >= first && value <= close.value ? Int(value - first) : nil
  }
}

extension Essay {
  /// The essay with every passage between marks, and the passages by number.
  func marked() -> (essay: Essay, passages: [Passage]) {
    var passages: [Passage] = []
    func mark(_ passage: Passage) -> Passage {
      if passage.isEmpty { return passage }
      passages.append(passage)
      return NoteBody.marked(passage, as: passages.count - 1)
    }
    func mark(_ table: MetricsTable) -> MetricsTable {
      MetricsTable(
        lead: mark(table.lead), columns: table.columns.map(mark), rows: table.rows.map { $0.map { $0.map(mark) } })
    }
    var copy = self
    copy.title = mark(title)
    copy.subtitle = subtitle.map(mark)
    copy.hook = hook.map(mark)
    if let block = thesis {
      copy.thesis?.subject = mark(block.subject)
      copy.thesis?.insight = mark(block.insight)
      copy.thesis?.support = block.support.map(mark)
      copy.thesis?.metrics = block.metrics.map(mark)
      copy.thesis?.evidence = block.evidence.map(mark)
      copy.thesis?.close = block.close.map(mark)
    }
    copy.drivers = drivers.map { driver in
      Driver(
        heading: mark(driver.heading), paragraphs: driver.paragraphs.map(mark), bullets: driver.bullets.map(mark),
        taxonomy: driver.taxonomy.map(mark), close: driver.close.map(mark))
    }
    if let block = implications {
      copy.implications?.lead = block.lead.map(mark)
      copy.implications?.lists = block.lists.map { StanceList(heading: $0.heading, bullets: $0.bullets.map(mark)) }
      copy.implications?.question = block.question.map(mark)
    }
    copy.lens.risks = lens.risks.map {
      Risk(name: mark($0.name), mechanism: $0.mechanism.map(mark), likelihood: mark($0.likelihood))
    }
    copy.lens.reckoning = lens.reckoning.map(mark)
    copy.lens.verdict = mark(lens.verdict)
    copy.bottomLine = bottomLine.map(mark)
    return (copy, passages)
  }
}
