/// Words that stand side by side: a line of prose, or a row of a table with what is wrapped in its cells.
struct PDFRow {
  /// By line, then left to right.
  var words: [PDFWord]
  var x0: Float
  var x1: Float
  var y0: Float
  var y1: Float
  /// Height of most of its letters.
  var height: Float
  /// The size of its letters, told from their width, since a font's box may be much higher than its letters.
  var em: Float
  /// Where most of its letters end below.
  var base: Float
  /// Places where a column begins, as other rows show: what begins there is a run of its own.
  var cuts: [Float] = []

  init(_ words: [PDFWord]) {
    self.words = words
    x0 = words.map(\.x0).min() ?? 0
    x1 = words.map(\.x1).max() ?? 0
    y0 = words.map(\.y0).min() ?? 0
    y1 = words.map(\.y1).max() ?? 0
    let height = Self.height(of: words)
    self.height = height
    let letters = words.reduce(0) { $0 + Int($1.count) }
    let width = words.reduce(0) { $0 + $1.x1 - $1.x0 }
    em = min(max(letters > 0 ? 2.1 * width / Float(letters) : height, 0.6 * height), 1.2 * height)
    base = words.filter { abs($0.height - height) < 0.3 }.map(\.y1).max() ?? 0
  }

  private static func height(of words: [PDFWord]) -> Float {
    var letters: [(height: Float, count: Int)] = []
    for word in words {
      if let known = letters.firstIndex(where: { abs($0.height - word.height) < 0.3 }) {
        letters[known].count += Int(word.count)
      } else {
        letters.append((word.height, Int(word.count)))
      }
    }
    return letters.max { ($0.count, $0.height) < ($1.count, $1.height) }?.height ?? 0
  }

  /// Words without a wide space between them.
  struct Run {
    var words: [PDFWord]
    var x0: Float { words.first?.x0 ?? 0 }
    var x1: Float { words.map(\.x1).max() ?? 0 }
    var center: Float { (x0 + x1) / 2 }
  }

  /// The row cut where a space is wider than `share` of the size of its letters.
  func runs(share: Float = 0.85) -> [Run] {
    var result: [Run] = []
    for word in words.sorted(by: { ($0.x0, $0.y0) < ($1.x0, $1.y0) }) {
      if let last = result.indices.last, word.x0 - result[last].x1 <= share * em, !isCut(word) {
        result[last].words.append(word)
      } else {
        result.append(Run(words: [word]))
      }
    }
    return result
  }

  private func isCut(_ word: PDFWord) -> Bool { cuts.contains { abs($0 - word.x0) < 0.6 } }

  /// Cuts words into rows: those whose middles (all but a seventh above and below) overlap from top to bottom stand in one row.
  static func rows(of words: [PDFWord]) -> [PDFRow] {
    var rows: [PDFRow] = []
    var current: [PDFWord] = []
    var bottom: Float = -.infinity
    for word in words.sorted(by: { ($0.y0 + $0.height * 0.14, $0.x0) < ($1.y0 + $1.height * 0.14, $1.x0) }) {
      let top = word.y0 + word.height * 0.14
      if !current.isEmpty, top >= bottom {
        rows.append(PDFRow(inLines(current)))
        current = []
        bottom = -.infinity
      }
      current.append(word)
      bottom = max(bottom, word.y1 - word.height * 0.14)
    }
    if !current.isEmpty { rows.append(PDFRow(inLines(current))) }
    return joiningRaised(rows)
  }

  /// Gives small raised or lowered marks back to the line that they stand on.
  private static func joiningRaised(_ rows: [PDFRow]) -> [PDFRow] {
    var result: [PDFRow] = []
    var raised: [PDFWord] = []
    for (index, row) in rows.enumerated() {
      let next = index + 1 < rows.count ? rows[index + 1] : nil
      if let next, row.height < 0.8 * next.height, row.y1 > next.y0 + 0.1 * next.height {
        raised += row.words
      } else if let last = result.last, row.height < 0.8 * last.height, row.y0 < last.y1 - 0.1 * last.height {
        result[result.count - 1] = PDFRow(inLines(last.words + row.words))
      } else {
        result.append(raised.isEmpty ? row : PDFRow(inLines(raised + row.words)))
        raised = []
      }
    }
    return result
  }

  /// Words of one row by line, then left to right; raised and lowered words stay in their line.
  private static func inLines(_ words: [PDFWord]) -> [PDFWord] {
    var lines: [(middle: Float, height: Float, words: [PDFWord])] = []
    for word in words.sorted(by: { ($0.height, $0.middle) > ($1.height, $1.middle) }) {
      // A small word belongs to the line that it overlaps; one of full height to the line that it is level with.
      let line = lines.firstIndex {
        abs($0.middle - word.middle) < ($0.height > 1.25 * word.height ? 0.75 : 0.45) * $0.height
      }
      if let line {
        lines[line].words.append(word)
      } else {
        lines.append((word.middle, word.height, [word]))
      }
    }
    return lines.sorted { $0.middle < $1.middle }.flatMap { $0.words.sorted { ($0.x0, $0.y0) < ($1.x0, $1.y0) } }
  }
}
