import ReportReading

extension Report {
  /// The sentences of a block, in order: sentences stand by block. O(log n), and what is found.
  package func sentences(ofBlock block: Int) -> [Span] {
    var (low, high) = (0, sentences.count)
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].block < block { low = middle + 1 } else { high = middle }
    }
    return sentences[low...].prefix { $0.block == block }.map(\.span)
  }
}
