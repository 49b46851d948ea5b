/// Reads characters as the bytes of one code page, and judges whether what they spell as UTF-8 was meant.
struct MojibakeReader {
  let scalars: [UInt32]
  let page: CodePage
  /// The characters just before were mojibake, so these are likely to be.
  let afterMatch: Bool

  /// The sequence that begins at `index`, if it is mojibake; with `lossy` also one that lost its last byte.
  func match(at index: Int, lossy takesLossy: Bool) -> MojibakeMatch? {
    guard let lead = page.byte(of: scalars[index]), lead >= 0xC2, lead <= 0xF4, isLead(lead) else { return nil }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var bytes = [lead]
    var isRaw = false
    while bytes.count < length, index + bytes.count < scalars.count {
      let scalar = scalars[index + bytes.count]
      guard let byte = page.byte(of: scalar), byte & 0xC0 == 0x80 else { break }
      if scalar < 0xA0 { isRaw = true }
      bytes.append(byte)
    }
    if bytes.count < length { return takesLossy ? lossy(at: index, bytes, length) : nil }
    if takesLossy { return nil }
    if lead == 0xED, bytes[1] >= 0xA0 { return surrogates(at: index, bytes) }
    guard let scalar = Self.decode(bytes) else { return nil }
    let accepted =
      switch length {
      case 2: acceptsTwo(at: index, bytes, scalar, isRaw: isRaw)
      case 3: acceptsThree(at: index, bytes, scalar, isRaw: isRaw)
      default: lead == 0xF0 && (bytes[1] == 0x9F || bytes[1] == 0x9D)
      }
    return accepted ? MojibakeMatch(length: length, decoded: [scalar]) : nil
  }

  /// Leads that occur as damage in each page; in pages other than Windows-1252 only the commonest, since the others are
  /// letters and signs of their own.
  private func isLead(_ lead: UInt8) -> Bool {
    switch page {
    case .windows1252: true
    case .macRoman: [0xC2, 0xC3, 0xC4, 0xC5, 0xE2, 0xEF, 0xF0].contains(lead)
    case .windows1250, .latin2, .windows1257: [0xC2, 0xC3, 0xC4, 0xC5, 0xE2].contains(lead)
    case .windows1251: [0xC2, 0xC3, 0xE2].contains(lead)
    case .codePage437: [0xC2, 0xC3, 0xE1, 0xE2].contains(lead)
    }
  }

  // MARK: Judgement

  private func acceptsTwo(at index: Int, _ bytes: [UInt8], _ scalar: UInt32, isRaw: Bool) -> Bool {
    if isRaw { return page != .windows1257 && page != .windows1250 || bytes[0] <= 0xC5 }
    if afterMatch, page == .windows1252 { return true }
    let before = index > 0 ? scalars[index - 1] : 0x20
    let after = index + 2 < scalars.count ? scalars[index + 2] : 0x20
    let trail = scalars[index + 1]
    let nearLower = Self.isLower(before) && !Self.isUpper(after) || Self.isLower(after)
    switch page {
    case .windows1252:
      return bytes[0] <= 0xC3
        ? acceptsLatin(at: index, bytes, before, trail, after)
        : acceptsBeyondLatin(at: index, bytes, before, trail, after)
    case .macRoman:
      guard bytes[0] == 0xC3 || bytes[0] == 0xC2 else { return hasCompany(besides: index) && nearLower }
      if bytes[0] == 0xC2 { return afterMatch || Self.isMacSign(trail) }
      if trail == 0x03C0 { return Self.isLetter(before) && Self.isLetter(after) }
      return afterMatch || Self.isLetter(before) || Self.isLetter(after) || Self.isMacSign(after)
    case .windows1250, .latin2:
      // "ĂĄ" is "á" of ISO 8859-2 rather than "å", which no language of Central Europe has.
      if page == .windows1250, bytes == [0xC3, 0xA5] { return false }
      return bytes[0] == 0xC4 ? Self.isLower(before) && Self.isLower(after) : nearLower && bytes[0] != 0xC2
    case .windows1257: return hasCompany(besides: index) && nearLower && bytes[0] != 0xC3
    case .windows1251:
      return !Self.isCyrillicLetter(trail) && !Self.isCyrillicLetter(after) && !Self.isCyrillicLetter(before)
    case .codePage437: return nearLower && !(0x2500...0x259F).contains(trail)
    }
  }

  /// Leads Â and Ã, which spell the Latin-1 block.
  private func acceptsLatin(at index: Int, _ bytes: [UInt8], _ before: UInt32, _ trail: UInt32, _ after: UInt32) -> Bool
  {
    if bytes[0] == 0xC2 { return bytes[1] >= 0xA0 || !Self.isPunctuation(trail) }
    // A lone "Ã¥" may be what somebody wrote.
    if bytes[1] == 0xA5 { return hasCompany(besides: index) }
    if bytes[1] == 0xA0 { return !Self.isUpper(before) || Self.isLower(after) }
    guard Self.isPunctuation(trail) else { return true }
    if beginsSequence(at: index + 2) { return true }
    return Self.isLetter(before) && Self.isUpper(after)
      || !Self.isLetter(before) && Self.isLower(after) && after != 0x73
  }

  private func acceptsBeyondLatin(
    at index: Int, _ bytes: [UInt8], _ before: UInt32, _ trail: UInt32, _ after: UInt32
  ) -> Bool {
    if beginsSequence(at: index + 2) { return true }
    switch bytes[0] {
    case 0xC4, 0xC5:
      if Self.isUpper(before) { return Self.isLower(after) && Self.isSign(trail) }
      if bytes[1] == 0xA0 { return Self.isLower(after) }
      if Self.isPunctuation(trail) { return Self.isLower(after) && Self.isLower(before) }
      return Self.isLower(before) && !Self.isUpper(after) || Self.isLower(after)
    case 0xCC, 0xCD: return Self.isSign(trail) && !Self.isLetter(before) && hasCompany(besides: index)
    case 0xCE...0xD1, 0xD7...0xDB: return isRun(at: index)
    default:
      return Self.isSign(trail) && Self.isLower(before) && Self.isLower(after) && hasCompany(besides: index)
    }
  }

  /// A sequence that nobody writes: a letter of Latin-1 and a sign or control character after it.
  private func beginsSequence(at index: Int) -> Bool {
    guard page == .windows1252, index + 1 < scalars.count, scalars[index] >= 0xC2,
      let lead = page.byte(of: scalars[index]),
      lead >= 0xC2, lead < 0xF5
    else { return false }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard index + length <= scalars.count else { return false }
    var isOdd = length > 2
    for offset in 1..<length {
      let scalar = scalars[index + offset]
      guard let byte = page.byte(of: scalar), byte & 0xC0 == 0x80 else { return false }
      if scalar < 0xA0 || Self.isSign(scalar) { isOdd = true }
    }
    return isOdd
  }

  private func acceptsThree(at index: Int, _ bytes: [UInt8], _ scalar: UInt32, isRaw: Bool) -> Bool {
    if isRaw { return true }
    if page == .codePage437, bytes[0] == 0xE1 { return (0x2500...0x259F).contains(scalars[index + 1]) }
    let isPunctuated = (1...2).allSatisfy {
      Self.isPunctuation(scalars[index + $0]) || scalars[index + $0] == 0xA0 || scalars[index + $0] == 0xBB
    }
    if isPunctuated, bytes[0] != 0xE2 { return false }
    switch scalar {
    case 0x1E00...0x1EFF, 0x2000...0x206F, 0x2070...0x209F, 0x20A0...0x214F, 0x2150...0x22FF, 0x2300...0x27BF,
      0x2800...0x2BFF,
      0x3000...0x30FF, 0xFB00...0xFB06, 0xFE0F, 0xFEFF, 0xFF00...0xFFEF, 0xFFFD, 0x2E00...0x2E5F:
      return true
    case 0x0900...0x0DFF, 0x0E00...0x0E7F, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
      return page == .windows1252 && isRun(at: index)
    default: return false
    }
  }

  /// Another sequence of the same page stands in the line.
  private func hasCompany(besides index: Int) -> Bool {
    var place = 0
    while place + 1 < scalars.count {
      if place != index, let lead = page.byte(of: scalars[place]), lead >= 0xC2, lead <= 0xEF, scalars[place] >= 0x80,
        let next = page.byte(of: scalars[place + 1]), next & 0xC0 == 0x80,
        place + 1 < index || place > index + 1
      {
        if lead < 0xC6 && lead > 0xC2 || lead < 0xE0 && Self.isSign(scalars[place + 1]) { return true }
        if lead >= 0xE0, place + 2 < scalars.count, let third = page.byte(of: scalars[place + 2]), third & 0xC0 == 0x80
        {
          return true
        }
      }
      place += 1
    }
    return false
  }

  /// Three sequences of the same length in a row, as whole words in other scripts give.
  private func isRun(at index: Int) -> Bool {
    guard let lead = page.byte(of: scalars[index]) else { return false }
    let length = lead < 0xE0 ? 2 : 3
    func whole(_ place: Int) -> Bool {
      guard place >= 0, place + length <= scalars.count, let first = page.byte(of: scalars[place]) else { return false }
      guard length == 2 ? first >= 0xC2 && first < 0xE0 : first >= 0xE0 && first < 0xF0 else { return false }
      return (1..<length).allSatisfy { page.byte(of: scalars[place + $0]).map { $0 & 0xC0 == 0x80 } ?? false }
    }
    return (0..<3).contains { shift in (0..<3).allSatisfy { whole(index + ($0 - shift) * length) } }
  }

  // MARK: Lost bytes

  /// A sequence cut short: its last byte became a space, a replacement mark, or nothing.
  private func lossy(at index: Int, _ bytes: [UInt8], _ length: Int) -> MojibakeMatch? {
    let next = index + bytes.count < scalars.count ? scalars[index + bytes.count] : 0
    let beyond = index + bytes.count + 1 < scalars.count ? scalars[index + bytes.count + 1] : 0
    let before = index > 0 ? scalars[index - 1] : 0x20
    let isWestern = page == .windows1252
    if bytes.count == 1, length == 2, next == 0x20 { return grave(at: index, bytes[0], before) }
    if next == 0xFFFD {
      if bytes == [0xE2, 0x80] { return MojibakeMatch(length: 3, decoded: [0x201D]) }
      if bytes == [0xEF, 0xB8] { return MojibakeMatch(length: 3, decoded: [0xFE0F]) }
      let isDamage =
        bytes.count > 1 || isWestern && (bytes[0] >= 0xC3 && bytes[0] <= 0xC5 || bytes[0] == 0xE2)
        || bytes[0] == 0xC3 && Self.isLower(beyond)
      return isDamage ? MojibakeMatch(length: bytes.count + 1, decoded: [0xFFFD]) : nil
    }
    guard isWestern else { return nil }
    if next == 0x3F {
      // A question mark is what converters leave for a byte without a character.
      if bytes == [0xE2, 0x80] { return MojibakeMatch(length: 3, decoded: [0x201D]) }
      guard let trail = page.byte(of: beyond), trail >= 0x80 else { return nil }
      if bytes == [0xC3], beginsSequence(at: index + 2) || afterMatch {
        return MojibakeMatch(length: 2, decoded: [0xFFFD])
      }
      return bytes == [0xE2] && trail & 0xC0 == 0x80 ? MojibakeMatch(length: 3, decoded: [0xFFFD]) : nil
    }
    // 0x9D and 0x8F have no character in Windows-1252, so the closing quote and the emoji selector lose their last byte.
    if bytes == [0xE2, 0x80] { return MojibakeMatch(length: 2, decoded: [0x201D]) }
    return bytes == [0xEF, 0xB8] ? MojibakeMatch(length: 2, decoded: [0xFE0F]) : nil
  }

  /// "Ã " is "à" whose second byte became a plain space; "Ã s" and "Ã quele" lost nothing but that.
  private func grave(at index: Int, _ lead: UInt8, _ before: UInt32) -> MojibakeMatch? {
    let after = index + 2 < scalars.count ? scalars[index + 2] : 0x20
    guard !Self.isUpper(before),
      page == .windows1252 || page == .windows1251 && Self.isLower(after) && hasCompany(besides: index)
    else { return nil }
    if lead == 0xC3 {
      let rest = String(
        String.UnicodeScalarView(scalars[min(index + 2, scalars.count)...].prefix(6).compactMap { Unicode.Scalar($0) }))
      let joins =
        rest.hasPrefix("s ") || rest == "s" || rest.hasPrefix("quele") || rest.hasPrefix("quela")
        || rest.hasPrefix("quilo")
      return MojibakeMatch(length: 2, decoded: joins || after == 0x20 ? [0xE0] : [0xE0, 0x20])
    }
    // "Â " is a no-break space whose own byte became a plain one.
    if lead == 0xC2, page == .windows1252 { return MojibakeMatch(length: 2, decoded: [0x20]) }
    if lead == 0xC5, Self.isLower(after), !Self.isLetter(before), hasCompany(besides: index) {
      return MojibakeMatch(length: 2, decoded: [0x160])
    }
    return nil
  }

  /// CESU-8: an emoji as two surrogates of three bytes each.
  private func surrogates(at index: Int, _ high: [UInt8]) -> MojibakeMatch? {
    guard high[1] < 0xB0, index + 5 < scalars.count else { return nil }
    let low = (3..<6).compactMap { page.byte(of: scalars[index + $0]) }
    guard low.count == 3, low[0] == 0xED, low[1] >= 0xB0, low[1] <= 0xBF, low[2] & 0xC0 == 0x80 else { return nil }
    let first = UInt32(high[1] & 0x0F) << 6 | UInt32(high[2] & 0x3F)
    let second = UInt32(low[1] & 0x0F) << 6 | UInt32(low[2] & 0x3F)
    return MojibakeMatch(length: 6, decoded: [0x10000 + (first << 10) + second])
  }

  // MARK: Characters

  private static func decode(_ bytes: [UInt8]) -> UInt32? {
    guard SourceText.sequenceLength(bytes, 0) == bytes.count else { return nil }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first?.value
  }

  private static func isLower(_ scalar: UInt32) -> Bool { scalar >= 0x61 && scalar <= 0x7A }
  private static func isUpper(_ scalar: UInt32) -> Bool { scalar >= 0x41 && scalar <= 0x5A }
  private static func isLetter(_ scalar: UInt32) -> Bool { isLower(scalar) || isUpper(scalar) }
  /// Signs of the Latin-1 block, which hardly ever stand inside a word.
  private static func isSign(_ scalar: UInt32) -> Bool { scalar >= 0xA1 && scalar <= 0xBF }
  /// Quotes, dashes and dots that may stand beside any letter.
  private static func isPunctuation(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x2013, 0x2014: true
    default: false
    }
  }
  private static func isCyrillicLetter(_ scalar: UInt32) -> Bool { (0x0410...0x044F).contains(scalar) }
  private static func isMacSign(_ scalar: UInt32) -> Bool {
    [0xA8, 0xAE, 0xA9, 0xAC, 0x221A, 0xA3, 0xB1, 0xB4, 0xA2, 0xB0, 0x2020].contains(scalar)
  }
}
