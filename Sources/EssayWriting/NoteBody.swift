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
    var front = ""
    var open: Int?
    for scalar in rendered.unicodeScalars {
      if scalar == Self.close {
        if open != nil { frames.append("") }
        open = nil
      } else if scalar.value >= Self.first, scalar.value < Self.close.value {
        if isFront { continue }
        open = Int(scalar.value - Self.first)
        order.append(Int(scalar.value - Self.first))
      } else {
        text.unicodeScalars.append(scalar)
        if open == nil { frames[frames.count - 1].unicodeScalars.append(scalar) }
        if isFront {
          front.unicodeScalars.append(scalar)
          // A thousand reports make it long: bytes are counted at once, characters are not.
          if scalar == "\n", front.utf8.count > 5, front.utf8.suffix(5).elementsEqual("\n---\n".utf8) {
            isFront = false
          }
        }
      }
    }
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
