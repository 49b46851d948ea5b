extension BlockAssembler {
  /// Decides about raised text that has just ended: ordinals ("24th") and powers ("m²") stay, footnote marks go.
  func settleRaised(from start: Int) {
    let count = draft.text.count - start
    guard count > 0, start >= running.start, start > 0 else { return }
    let raised = draft.text[start...].filter { $0 != 0x20 && $0 != 0x28 && $0 != 0x29 && $0 != 0x5B && $0 != 0x5D }
    guard raised.count <= 8 else { return }
    let lower = String(decoding: raised, as: UTF8.self).lowercased()
    if ["th", "st", "nd", "rd", "®", "™", "sm", "tm", "o", "º", "°"].contains(lower) { return }
    let isDigits = !raised.isEmpty && raised.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    if isDigits, let power = Self.powers(String(decoding: raised, as: UTF8.self)), isPowerBase(before: start) {
      replace(from: start, with: power)
      return
    }
    let isMark = raised.allSatisfy {
      ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A && raised.count <= 2) || $0 == 0x2A
        || $0 == 0x2C || $0 == 0x23 || $0 >= 0xC2
    }
    if isMark { replace(from: start, with: "") }
  }

  private func replace(from start: Int, with text: String) {
    running.solidBytes -= draft.text.count - start
    draft.text.removeLast(draft.text.count - start)
    draft.text.append(contentsOf: text.utf8)
    running.solidBytes += text.utf8.count
    if running.strongStart > draft.text.count { running.strongStart = -1 }
    if running.stressedStart > draft.text.count { running.stressedStart = -1 }
    while let last = draft.emphasis.last, draft.emphasis.count > running.emphasisStart, last.span.end > draft.text.count
    {
      draft.emphasis.removeLast()
      if last.span.start < draft.text.count {
        draft.emphasis.append(Emphasis(kind: last.kind, span: Span(last.span.start, draft.text.count)))
        break
      }
    }
  }

  /// "m", "km", "ft" and the like take a square or a cube; "10" stands for a power of ten.
  private func isPowerBase(before end: Int) -> Bool {
    var start = end
    while start > running.start, draft.text[start - 1] > 0x20, draft.text[start - 1] != 0x2F, end - start < 6 {
      start -= 1
    }
    return ["m", "km", "cm", "mm", "ft", "in", "mi", "yd", "10", "×10", "x10", "R", "r", "s", "CO"].contains(
      String(decoding: draft.text[start..<end], as: UTF8.self))
  }

  private static func powers(_ digits: String) -> String? {
    let marks = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return digits.count > 2 ? nil : digits.compactMap { $0.wholeNumberValue.map { marks[$0] } }.joined()
  }
}
