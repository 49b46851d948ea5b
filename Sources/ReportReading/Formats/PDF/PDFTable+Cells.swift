/// The cells of a table: which words stand in which column.
extension PDFTable {
  static func cells(
    _ row: PDFRow, _ columns: [Range<Float>], isHeader: Bool, _ document: PDFPages
  ) -> [Cell] {
    /// The columns that something stands over.
    func met(_ x0: Float, _ x1: Float) -> ClosedRange<Int>? {
      let found = columns.indices.filter { columns[$0].lowerBound < x1 - 0.5 && x0 + 0.5 < columns[$0].upperBound }
      if let first = found.first, let last = found.last { return first...last }
      let nearest = columns.indices.min { distance(columns[$0], x0, x1) < distance(columns[$1], x0, x1) }
      return nearest.map { $0...$0 }
    }
    var pieces: [(words: [PDFWord], columns: ClosedRange<Int>)] = []
    for run in row.runs(share: isHeader ? 0.55 : 0.85) {
      var parts: [[PDFWord]] = [[]]
      for word in run.words {
        if let before = parts[parts.count - 1].last, let old = met(before.x0, before.x1),
          let new = met(word.x0, word.x1),
          old.upperBound < new.lowerBound,
          word.x0 - before.x1 > 0.45 * row.em || !isHeader && abs(word.x0 - columns[new.lowerBound].lowerBound) < 1.5
            || digits(before, document) && digits(word, document)
        {
          parts.append([])
        }
        parts[parts.count - 1].append(word)
      }
      for part in parts {
        guard let x0 = part.map(\.x0).min(), let x1 = part.map(\.x1).max(), let place = met(x0, x1) else { continue }
        pieces.append((part, place))
      }
    }
    if isHeader { spread(&pieces, columns) }
    var result: [Cell] = []
    for piece in pieces {
      if let last = result.indices.last, result[last].column + result[last].span > piece.columns.lowerBound {
        result[last].words += piece.words
        result[last].span = max(result[last].span, piece.columns.upperBound - result[last].column + 1)
      } else {
        result.append(Cell(words: piece.words, column: piece.columns.lowerBound, span: piece.columns.count))
      }
    }
    for index in result.indices {
      result[index].words.sort {
        abs($0.middle - $1.middle) > 0.45 * row.height ? $0.middle < $1.middle : $0.x0 < $1.x0
      }
    }
    return result
  }

  static func digits(_ word: PDFWord, _ document: PDFPages) -> Bool {
    document.bytes(of: word).contains { $0 >= 0x30 && $0 <= 0x39 }
  }

  private static func distance(_ column: Range<Float>, _ x0: Float, _ x1: Float) -> Float {
    max(0, max(column.lowerBound - x1, x0 - column.upperBound))
  }

  /// Gives each piece of a header row the columns that it is centred over: the division that misses the centres least,
  /// where a column without a name costs a little.
  static func spread(
    _ pieces: inout [(words: [PDFWord], columns: ClosedRange<Int>)], _ columns: [Range<Float>]
  ) {
    guard pieces.count < columns.count, !pieces.isEmpty, pieces.count <= 24, columns.count <= 64 else { return }
    let pitch = ((columns.last?.upperBound ?? 0) - columns[0].lowerBound) / Float(columns.count)
    // best[i][c]: the cheapest way to place the first i pieces in the columns before c.
    let none: Float = .infinity
    var best = Array(repeating: Array(repeating: none, count: columns.count + 1), count: pieces.count + 1)
    var choice = Array(
      repeating: Array(repeating: (start: -1, end: -1), count: columns.count + 1), count: pieces.count + 1)
    // Labels at the left need no name.
    for column in 0...columns.count { best[0][column] = Float(max(0, column - 1)) * 0.15 * pitch }
    for index in pieces.indices {
      let piece = pieces[index]
      let x0 = piece.words.map(\.x0).min() ?? 0
      let x1 = piece.words.map(\.x1).max() ?? 0
      for end in 0..<columns.count {
        // A column left free.
        let skip = best[index + 1][end] + 0.15 * pitch
        if skip < best[index + 1][end + 1] {
          best[index + 1][end + 1] = skip
          choice[index + 1][end + 1] = (-1, -1)
        }
        guard end >= piece.columns.upperBound else { continue }
        for start in stride(from: min(end, piece.columns.lowerBound), through: 0, by: -1) {
          guard best[index][start] < none else { continue }
          // Labels span nothing.
          if start == 0, end > 0, piece.columns.lowerBound > 0 { continue }
          let center = abs((columns[start].lowerBound + columns[end].upperBound - x0 - x1) / 2)
          let isEdge =
            start == end
            && min(abs(columns[start].lowerBound - x0), abs(columns[end].upperBound - x1)) < 2
          let cost = best[index][start] + (isEdge ? 0 : center)
          if cost < best[index + 1][end + 1] {
            best[index + 1][end + 1] = cost
            choice[index + 1][end + 1] = (start, end)
          }
        }
      }
    }
    guard best[pieces.count][columns.count] < none else { return }
    var column = columns.count
    var index = pieces.count
    while index > 0, column > 0 {
      let taken = choice[index][column]
      if taken.start < 0 {
        column -= 1
        continue
      }
      pieces[index - 1].columns = taken.start...taken.end
      index -= 1
      column = taken.start
    }
  }
}
