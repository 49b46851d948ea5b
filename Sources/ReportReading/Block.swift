/// A run of text that stands by itself: a heading, a paragraph, a list item, a cell.
package struct Block: Hashable, Sendable {
  package let kind: Kind
  package let span: Span
  /// Line in the source file where the block begins, from 1; a page number for paged formats; 0 where unknown.
  package let line: Int
  /// Bold and italic runs inside the block, in order.
  package let emphasis: [Emphasis]

  package init(kind: Kind, span: Span, line: Int, emphasis: [Emphasis] = []) {
    self.kind = kind
    self.span = span
    self.line = line
    self.emphasis = emphasis
  }

  package enum Kind: Hashable, Sendable {
    /// Level 1 to 6. A short bold paragraph that stands as a heading counts as one.
    case heading(level: Int)
    case paragraph
    /// Depth from 1; the ordinal as printed for numbered lists, nil for bullets.
    case listItem(depth: Int, ordinal: Int?)
    /// An origin cell of `Report.tables[table]`.
    case tableCell(table: Int, cell: Int)
    case caption(table: Int)
    case quote
    case preformatted
  }

  package var isListItem: Bool {
    if case .listItem = kind { true } else { false }
  }

  /// The whole block is one bold run: the lead of a list, or a heading in disguise.
  package var isAllStrong: Bool { emphasis.contains { $0.kind == .strong && $0.span == span } }
}

/// A run of stressed text inside a block.
package struct Emphasis: Hashable, Sendable {
  package enum Kind: Hashable, Sendable { case strong, stressed }
  package let kind: Kind
  package let span: Span
  package init(kind: Kind, span: Span) {
    self.kind = kind
    self.span = span
  }
}

/// A sentence and the block it stands in.
package struct Sentence: Hashable, Sendable {
  package let span: Span
  /// Index into `Report.blocks`.
  package let block: Int
  package init(span: Span, block: Int) {
    self.span = span
    self.block = block
  }
}
