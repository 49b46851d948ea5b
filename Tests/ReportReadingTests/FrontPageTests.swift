import Testing

import ReportReading

/// What a report says of itself on its first page: who, what and when.
@Suite struct FrontPageTests {
  @Test func readsWhoWhatAndWhen() throws {
    for line in try fixture("front-pages.txt") {
      let metadata = try read(page(line[0])).metadata
      let found = [metadata.title, metadata.publisher ?? "-", metadata.date?.description ?? "-"]
      for (found, wanted) in zip(found, line[1...3]) where wanted != "*" {
        #expect(found == wanted, "\(line[4])")
      }
    }
  }

  /// Blocks stand between bars; a bar with spaces is one of the text's own.
  private func page(_ line: String) -> String {
    let blocks = line.replacing(" | ", with: "\u{1}").split(separator: "|").map { $0.replacing("\u{1}", with: " | ") }
    return blocks.map { block in
      switch block.first {
      case "^": "<title>\(block.dropFirst())</title>"
      case "#": "<h2>\(block.dropFirst())</h2>"
      case "~": "<div class=banner>\(block.dropFirst())</div>"
      default: "<p>\(block)</p>"
      }
    }.joined()
  }
}
