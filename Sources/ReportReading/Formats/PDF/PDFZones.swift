/// Cuts a page into zones that are read one after the other: columns of prose, and what spans them.
struct PDFZones {
  let document: PDFPages
  let page: PDFPage

  /// The words of each zone, in reading order.
  func zones() -> [[PDFWord]] {
    let columns = columns()
    let words = Array(document.words[page.words])
    guard columns.count > 1 else { return [words] }
    let spanning = spanningLines(columns)
    var zones: [[PDFWord]] = []
    var buckets: [[PDFWord]] = Array(repeating: [], count: columns.count)
    var across: [PDFWord] = []
    func flushColumns() {
      for column in buckets.indices where !buckets[column].isEmpty {
        zones.append(buckets[column])
        buckets[column] = []
      }
    }
    func flushAcross() {
      if !across.isEmpty { zones.append(across) }
      across = []
    }
    var byLine: [Int32: [PDFWord]] = [:]
    for word in words { byLine[word.line, default: []].append(word) }
    let order = page.lines.sorted {
      let (a, b) = (document.lines[$0], document.lines[$1])
      return (a.y0 + a.y1, a.x0, $0) < (b.y0 + b.y1, b.x0, $1)
    }
    for line in order {
      guard let words = byLine[Int32(line)] else { continue }
      if spanning.contains(line) {
        flushColumns()
        across += words
      } else {
        flushAcross()
        let middle = (document.lines[line].x0 + document.lines[line].x1) / 2
        let column = columns.firstIndex { middle < $0.upperBound } ?? columns.count - 1
        buckets[column] += words
      }
    }
    flushColumns()
    flushAcross()
    return zones
  }

  /// The x ranges of columns of prose that stand side by side; one or none where there are no such.
  private func columns() -> [Range<Float>] {
    var blocks: [(x0: Float, x1: Float, y0: Float, y1: Float)] = []
    for lines in proseBlocks().values.sorted(by: { $0[0] < $1[0] }) {
      let all = lines.map { document.lines[$0] }
      blocks.append(
        (
          all.map(\.x0).min() ?? 0, all.map(\.x1).max() ?? 0, all.map(\.y0).min() ?? 0, all.map(\.y1).max() ?? 0
        ))
    }
    blocks.sort { ($0.x1 - $0.x0, $0.x0, $0.y0) < ($1.x1 - $1.x0, $1.x0, $1.y0) }
    var clusters: [(x0: Float, x1: Float, spans: [(Float, Float)])] = []
    for block in blocks {
      let met = clusters.indices.filter { clusters[$0].x0 < block.x1 - 3 && block.x0 < clusters[$0].x1 - 3 }
      if met.isEmpty {
        clusters.append((block.x0, block.x1, [(block.y0, block.y1)]))
      } else if met.count == 1 {
        let known = met[0]
        let wider = max(clusters[known].x1, block.x1) - min(clusters[known].x0, block.x0)
        // Much wider than the column under it: it may span others that are not known yet.
        if wider > 1.5 * (clusters[known].x1 - clusters[known].x0) {
          if clusters.count > 1 { continue }
          return []
        }
        clusters[known].x0 = min(clusters[known].x0, block.x0)
        clusters[known].x1 = max(clusters[known].x1, block.x1)
        clusters[known].spans.append((block.y0, block.y1))
      }
    }
    clusters.sort { $0.x0 < $1.x0 }
    guard clusters.count > 1 else { return [] }
    let sideBySide = zip(clusters, clusters.dropFirst()).allSatisfy { left, right in
      left.spans.contains { a in right.spans.contains { b in min(a.1, b.1) - max(a.0, b.0) > 3 * document.bodyHeight } }
        || linesBeside(left.x0...left.x1, right.x0...right.x1) >= 3
    }
    guard sideBySide else { return [] }
    var result: [Range<Float>] = []
    for (index, cluster) in clusters.enumerated() {
      let end = index + 1 < clusters.count ? (cluster.x1 + clusters[index + 1].x0) / 2 : max(page.width, cluster.x1)
      result.append((result.last?.upperBound ?? 0)..<max(end, (result.last?.upperBound ?? 0) + 1))
    }
    return result
  }

  /// Lines set to the measure of one column that have one of the other column beside them: short paragraphs too.
  private func linesBeside(_ left: ClosedRange<Float>, _ right: ClosedRange<Float>) -> Int {
    func lines(in column: ClosedRange<Float>) -> [PDFLine] {
      page.lines.lazy.map { document.lines[$0] }.filter {
        $0.x0 >= column.lowerBound - 3 && $0.x1 <= column.upperBound + 3
          && $0.x1 - $0.x0 >= 0.7 * (column.upperBound - column.lowerBound) && $0.wordCount >= 4
      }
    }
    let others = lines(in: right)
    return lines(in: left).count { line in
      others.contains { min($0.y1, line.y1) - max($0.y0, line.y0) > 0.4 * (line.y1 - line.y0) }
    }
  }

  /// Lines of blocks that look like paragraphs set to a measure, by block.
  private func proseBlocks() -> [Int32: [Int]] {
    var byBlock: [Int32: [Int]] = [:]
    for line in page.lines { byBlock[document.lines[line].block, default: []].append(line) }
    return byBlock.filter { _, lines in
      guard lines.count >= 4 else { return false }
      let all = lines.map { document.lines[$0] }
      let width = (all.map(\.x1).max() ?? 0) - (all.map(\.x0).min() ?? 0)
      guard width >= 0.18 * page.width else { return false }
      let full = all.filter { $0.x1 - $0.x0 >= 0.8 * width }.count
      let words = all.reduce(0) { $0 + Int($1.wordCount) }
      return full * 10 >= lines.count * 6 && words >= 4 * lines.count
    }
  }

  /// Lines that belong to the whole width: those that cross a gutter, and rows of a table that does.
  private func spanningLines(_ columns: [Range<Float>]) -> Set<Int> {
    let gutters = columns.dropLast().map(\.upperBound)
    func crosses(_ line: PDFLine) -> Bool { gutters.contains { line.x0 < $0 - 2 && line.x1 > $0 + 2 } }
    let prose = Set(proseBlocks().values.flatMap { $0 }.filter { !crosses(document.lines[$0]) })
    var result = Set(page.lines.filter { crosses(document.lines[$0]) && !prose.contains($0) })
    // Rows between the prose, from top to bottom.
    let others = page.lines.filter { !prose.contains($0) }.sorted { document.lines[$0].y0 < document.lines[$1].y0 }
    let proseLines = prose.sorted().map { document.lines[$0] }
    var run: [Int] = []
    func settle() {
      if run.contains(where: { result.contains($0) }), run.count > 3 {
        // A table across: its rows have cells on both sides of a gutter, at the same height.
        var both = 0
        for line in run where document.lines[line].x1 < gutters[0] {
          let left = document.lines[line]
          if run.contains(where: { document.lines[$0].x0 > gutters[0] && abs(document.lines[$0].y0 - left.y0) < 1.5 }) {
            both += 1
          }
        }
        if both >= 2 { result.formUnion(run) }
      }
      run = []
    }
    for line in others {
      let box = document.lines[line]
      let beside = proseLines.contains { $0.y0 < box.y1 - 2 && box.y0 < $0.y1 - 2 }
      if beside {
        settle()
      } else {
        if let last = run.last, box.y0 - document.lines[last].y1 > 3 * document.bodyHeight { settle() }
        run.append(line)
      }
    }
    settle()
    return result
  }
}
