/// What is known of the block whose text is being gathered: where it began and how it looks.
struct RunningBlock {
  /// Where it begins in the draft's text; nothing is written yet while the text ends there.
  var start = 0
  var line = 0
  /// White space was read since the last word.
  var pendingSpace = false
  /// The white space is one that no line breaks at, or a thin one: between digits it groups them.
  var pendingIsNarrow = false
  /// Non-breaking spaces at its beginning.
  var leadingSpaces = 0
  /// Line of the text after its first line break; 0 without a break, -1 while it is awaited.
  var lineAfterBreak = 0
  /// Bytes of its words, those that stand in links, and those in each look.
  var solidBytes = 0
  var linkBytes = 0
  var underlinedBytes = 0
  var strongBytes = 0
  var stressedBytes = 0
  /// Words stand outside links, separators apart.
  var hasPlainText = false
  var traits: DraftBlock.Traits = []
  /// The largest; points, 0 where unsaid.
  var fontSize = 0
  /// Index of its first run in the draft's emphasis.
  var emphasisStart = 0
  /// Offset of each running emphasis, -1 where none runs.
  var strongStart = -1
  var stressedStart = -1

  /// Forgets the block before. What runs on from it stays: emphasis, and white space before the first word.
  mutating func begin(line: Int, emphasisStart: Int) {
    self = RunningBlock(
      start: start, line: line, pendingSpace: pendingSpace, leadingSpaces: leadingSpaces, emphasisStart: emphasisStart,
      strongStart: strongStart, stressedStart: stressedStart)
  }
}
