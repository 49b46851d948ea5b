/// A half-open range of bytes in a report's normalized UTF-8 text.
///
/// Every sentence, figure, claim and citation is a span, so a citation always names the very bytes it rests on.
package struct Span: Hashable, Sendable, Codable {
  package let start: Int
  /// One past the last byte; never less than `start`.
  package let end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }

  package var count: Int { end - start }
  package var isEmpty: Bool { end == start }
  package var range: Range<Int> { start..<end }

  package func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }
  package func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
  package func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }
}

extension Span: Comparable {
  package static func < (a: Span, b: Span) -> Bool { (a.start, a.end) < (b.start, b.end) }
}
