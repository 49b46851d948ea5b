extension BlockAssembler {
  /// The frame that governs the running text.
  var current: Frame { closingFrame ?? frames[frames.count - 1] }

  func characters(_ text: StaticString) {
    // Safe: a static string's bytes live as long as the program.
    characters(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if frames[frames.count - 1].silent {
      if capture != nil { capture?.bytes.append(contentsOf: bytes) }
      if frames[frames.count - 1].isChrome { chromeBytes += bytes.count }
      return
    }
    if frames[frames.count - 1].preformatted {
      appendPreformatted(bytes)
      return
    }
    var position = 0
    let count = bytes.count
    while position < count {
      let byte = bytes[position]
      if byte <= 0x20 || byte == 0x7F {
        running.pendingSpace = true
        running.pendingIsNarrow = false
        position += 1
        continue
      }
      let (space, width) = Self.special(bytes, position)
      if width > 0 {
        if space == .space {
          running.pendingIsNarrow = !running.pendingSpace && bytes[position + width - 1] != 0x85
          if draft.text.count == running.start { running.leadingSpaces += 1 }
          running.pendingSpace = true
        }
        position += width
        continue
      }
      let (end, spaces) = Self.endOfWords(bytes, position)
      append(UnsafeBufferPointer(rebasing: bytes[position..<end]), spaces: spaces)
      position = end
    }
  }

  /// The end of the words that begin at `start`, a plain space between each and the next, and the number of those spaces.
  private static func endOfWords(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> (end: Int, spaces: Int) {
    var end = start + 1
    var spaces = 0
    while end < bytes.count {
      let next = bytes[end]
      if next > 0x20, next < 0x7F {
        end += 1
      } else if next == 0x20, end + 1 < bytes.count, bytes[end + 1] > 0x20, bytes[end + 1] < 0x7F {
        spaces += 1
        end += 2
      } else if next <= 0x20 || next == 0x7F || next >= 0xC2 && special(bytes, end).1 > 0 {
        break
      } else {
        end += 1
      }
    }
    return (end, spaces)
  }

  enum Special { case space, nothing }

  /// Whether a character is some kind of space, or nothing at all (soft hyphen, zero-width space, marks of direction),
  /// and how many bytes it has; width 0 for every other character.
  static func special(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> (Special, Int) {
    let byte = bytes[position]
    guard byte >= 0xC2, position + 1 < bytes.count else { return (.nothing, 0) }
    let second = bytes[position + 1]
    if byte == 0xC2 {
      if second == 0xA0 || second == 0x85 { return (.space, 2) }
      return second == 0xAD ? (.nothing, 2) : (.nothing, 0)
    }
    guard position + 2 < bytes.count else { return (.nothing, 0) }
    let third = bytes[position + 2]
    switch (byte, second) {
    case (0xE2, 0x80):
      switch third {
      case 0x80...0x8A, 0xA8, 0xA9, 0xAF: return (.space, 3)
      case 0x8B, 0x8E, 0x8F, 0xAA...0xAE: return (.nothing, 3)
      default: return (.nothing, 0)
      }
    case (0xE2, 0x81):
      if third == 0x9F { return (.space, 3) }
      return third == 0xA0 || (0xA6...0xA9).contains(third) ? (.nothing, 3) : (.nothing, 0)
    case (0xE3, 0x80): return third == 0x80 ? (.space, 3) : (.nothing, 0)
    case (0xEF, 0xBB): return third == 0xBF ? (.nothing, 3) : (.nothing, 0)
    default: return (.nothing, 0)
    }
  }

  /// Adds words that are a single space apart.
  private func append(_ words: UnsafeBufferPointer<UInt8>, spaces: Int) {
    if draft.text.count == running.start { beginBlock() }
    if running.pendingSpace, draft.text.count > running.start, draft.text[draft.text.count - 1] != 0x0A {
      if running.pendingIsNarrow, groups(words) {
        draft.text.append(contentsOf: [0xE2, 0x80, 0xAF])
      } else {
        draft.text.append(0x20)
      }
    }
    running.pendingSpace = false
    running.pendingIsNarrow = false
    if running.lineAfterBreak < 0 { running.lineAfterBreak = statedLine > 0 ? statedLine : line }
    let frame = frames[frames.count - 1]
    noteEmphasis(frame)
    draft.text.append(contentsOf: words)
    let solid = words.count - spaces
    if frame.link {
      running.linkBytes += solid
      running.traits.insert(.anyLink)
    } else if !running.hasPlainText {
      running.hasPlainText = Self.isPlainText(words)
    }
    if frame.underlined { running.underlinedBytes += solid }
    if frame.bold { running.strongBytes += solid }
    if frame.italic { running.stressedBytes += solid }
    if frame.localLink { running.traits.insert(.localLink) }
    if frame.fontSize > running.fontSize { running.fontSize = frame.fontSize }
    running.solidBytes += solid
  }

  /// "8 013 mb", "17 400": after one to three digits just three more, which belong to the same number.
  private func groups(_ words: UnsafeBufferPointer<UInt8>) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    guard words.count >= 3, words[..<3].allSatisfy(isDigit), words.count == 3 || !isDigit(words[3]) else {
      return false
    }
    var digits = 0
    while digits < draft.text.count, digits < 4, isDigit(draft.text[draft.text.count - 1 - digits]) { digits += 1 }
    guard (1...3).contains(digits) else { return false }
    guard digits < draft.text.count else { return true }
    // "Note 4.2 100 units", "B12 400": no number of its own.
    let before = draft.text[draft.text.count - 1 - digits]
    return before != 0x2E && !(0x61...0x7A).contains(before | 0x20)
  }

  private func appendPreformatted(_ bytes: UnsafeBufferPointer<UInt8>) {
    if draft.text.count == running.start { beginBlock() }
    noteEmphasis(frames[frames.count - 1])
    for byte in bytes where byte != 0x0D { draft.text.append(byte == 0x09 ? 0x20 : byte) }
    running.solidBytes += bytes.count
  }

  private func beginBlock() {
    running.begin(line: statedLine > 0 ? statedLine : line, emphasisStart: draft.emphasis.count)
  }

  private func noteEmphasis(_ frame: Frame) {
    if frame.bold != (running.strongStart >= 0) {
      if running.strongStart >= 0 {
        endEmphasis(.strong, &running.strongStart)
      } else {
        running.strongStart = draft.text.count
      }
    }
    if frame.italic != (running.stressedStart >= 0) {
      if running.stressedStart >= 0 {
        endEmphasis(.stressed, &running.stressedStart)
      } else {
        running.stressedStart = draft.text.count
      }
    }
  }

  private func endEmphasis(_ kind: Emphasis.Kind, _ start: inout Int) {
    var end = draft.text.count
    while end > start, draft.text[end - 1] <= 0x20 { end -= 1 }
    if end > start { draft.emphasis.append(Emphasis(kind: kind, span: Span(start, end))) }
    start = -1
  }

  func lineBreak() {
    guard draft.text.count > running.start else { return }
    running.pendingSpace = false
    if draft.text[draft.text.count - 1] == 0x0A {
      // Two breaks in a row are how old pages end a paragraph.
      flush()
    } else {
      draft.text.append(0x0A)
      if running.lineAfterBreak == 0 { running.lineAfterBreak = -1 }
    }
  }

  /// Ends the running block, if it has any text.
  func flush() {
    running.pendingSpace = false
    defer { running.leadingSpaces = 0 }
    var end = draft.text.count
    while end > running.start, draft.text[end - 1] <= 0x20 { end -= 1 }
    guard end > running.start else {
      draft.text.removeLast(draft.text.count - running.start)
      running.strongStart = -1
      running.stressedStart = -1
      return
    }
    draft.text.removeLast(draft.text.count - end)
    if running.strongStart >= 0 { endEmphasis(.strong, &running.strongStart) }
    if running.stressedStart >= 0 { endEmphasis(.stressed, &running.stressedStart) }
    let frame = current
    var traits = running.traits.union(frame.traits)
    if frame.centered { traits.insert(.centered) }
    if running.linkBytes > 0, !running.hasPlainText { traits.insert(.allLink) }
    if running.strongBytes >= running.solidBytes, running.solidBytes > 0 { traits.insert(.allStrong) }
    if running.stressedBytes >= running.solidBytes, running.solidBytes > 0 { traits.insert(.allStressed) }
    if running.underlinedBytes >= running.solidBytes, running.solidBytes > 0 { traits.insert(.allUnderlined) }
    if let table = tableStack.last, running.leadingSpaces > 0, let cell = draft.tables[table].cells.indices.last {
      draft.tables[table].cells[cell].indent += running.leadingSpaces * 3
    }
    append(
      DraftBlock(
        kind: kind(of: frame), start: running.start, end: end, line: running.line, traits: traits,
        emphasisStart: running.emphasisStart, emphasisEnd: draft.emphasis.count, fontSize: running.fontSize,
        indent: max(0, frame.indent) + running.leadingSpaces * 3, table: tableStack.last ?? -1,
        cell: tableStack.last.map { draft.tables[$0].cells.count - 1 } ?? -1, list: listStack.last?.id ?? 0,
        container: frame.container, linkBytes: running.linkBytes))
    draft.text.append(0x0A)
    running.start = draft.text.count
  }

  /// Adds a block, cut in two where its first line is a bold lead over plain text, and without the bullet it begins with.
  private func append(_ block: DraftBlock) {
    guard block.kind == .text else {
      draft.blocks.append(block)
      return
    }
    var rest = block
    if running.lineAfterBreak > 0, let lead = boldLead(of: block) {
      var head = block
      head.end = lead.end
      head.emphasisEnd = block.emphasisStart + 1
      head.traits.insert(.allStrong)
      draft.blocks.append(head)
      rest.start = lead.next
      rest.line = running.lineAfterBreak
      rest.emphasisStart += 1
      rest.traits.remove(.centered)
    }
    let bullet = Bullet.length(draft.text, rest.start, rest.end)
    if bullet > 0 {
      rest.start += bullet
      rest.kind = .item(depth: 1, ordinal: nil)
      for index in rest.emphasisStart..<rest.emphasisEnd where draft.emphasis[index].span.start < rest.start {
        let old = draft.emphasis[index]
        draft.emphasis[index] = Emphasis(kind: old.kind, span: Span(rest.start, old.span.end))
      }
    }
    draft.blocks.append(rest)
  }

  /// The end of a first line that is one bold run, and where the line after it begins.
  private func boldLead(of block: DraftBlock) -> (end: Int, next: Int)? {
    guard block.emphasisEnd > block.emphasisStart, !block.traits.contains(.allStrong),
      let newline = draft.text[block.start..<block.end].firstIndex(of: 0x0A)
    else { return nil }
    let lead = draft.emphasis[block.emphasisStart]
    guard lead.kind == .strong, lead.span.start == block.start else { return nil }
    var end = newline
    while end > block.start, draft.text[end - 1] <= 0x20 { end -= 1 }
    guard lead.span.end == end else { return nil }
    var next = newline
    while next < block.end, draft.text[next] <= 0x20 { next += 1 }
    return next < block.end ? (end, next) : nil
  }

  /// Whether a word is more than a mark such as "|" or "›" between links.
  private static func isPlainText(_ words: UnsafeBufferPointer<UInt8>) -> Bool {
    var length = 0
    for byte in words {
      if byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A { return true }
      length = byte == 0x20 ? 0 : length + 1
      if length > 3 { return true }
    }
    return false
  }

  private func kind(of frame: Frame) -> DraftBlock.Kind {
    if frame.heading > 0 { return .heading(frame.heading) }
    if let item = pendingItem {
      pendingItem = nil
      return .item(depth: item.depth, ordinal: item.ordinal)
    }
    if frame.preformatted { return .preformatted }
    if frame.inCaption { return .caption }
    return frame.quote ? .quote : .text
  }

  func markPageBreak() {
    flush()
    draft.blocks.append(
      DraftBlock(
        kind: .pageBreak, start: running.start, end: running.start, line: line, traits: [],
        emphasisStart: draft.emphasis.count, emphasisEnd: draft.emphasis.count, fontSize: 0, indent: 0, table: -1,
        cell: -1, list: 0))
  }
}
