import Foundation

extension NumeralParser {
  /// "two hundred and five thousand", "twelve point five", "a quarter million", "one and a half", "a dozen", "half".
  func words(at i: Int) -> Numeral? {
    guard let first = token(i) else { return nil }
    if first.folded == NumberLexicon.a || first.folded == NumberLexicon.an { return indefinite(at: i) }
    guard let meaning = NumberLexicon.words.value(first) else { return nil }
    if case .fraction(let bottom, let plural) = meaning { return bareFraction(at: i, bottom, plural: plural) }
    guard var number = cardinal(at: i) else { return nil }
    if number.value > 0, number.value < 100, number.scale == 0, let part = denominator(after: number) { return part }
    if number.scale == 0, let part = andFraction(at: number.end) {
      number.value += part.value
      number.mantissa = number.value
      number.resolution = part.resolution
      number.end = part.end
      number.isFraction = true
      number = scaled(number)
    } else if number.scale > 0, let part = andFraction(at: number.end) {
      number.value += part.value * NumberLexicon.power(number.scale)
      number.end = part.end
    }
    return number
  }

  /// "a hundred", "a million and one", "a dozen", "a couple of", "a half", "a quarter of", "a third of".
  private func indefinite(at i: Int) -> Numeral? {
    guard let next = token(i + 1), next.kind == .word else { return nil }
    if next.folded == NumberLexicon.couple {
      let of = token(i + 2)?.folded == NumberLexicon.of
      var number = Numeral(2, end: i + (of ? 3 : 2))
      number.isWord = true
      number.isIndefinite = true
      return number
    }
    guard let meaning = NumberLexicon.words.value(next) else { return nil }
    switch meaning {
    case .hundred, .scale, .dozen:
      guard var number = cardinal(at: i + 1) else { return nil }
      number.isIndefinite = true
      if number.scale > 0, let part = andFraction(at: number.end) {
        number.value += part.value * NumberLexicon.power(number.scale)
        number.end = part.end
      }
      return number
    case .fraction(let bottom, let plural):
      guard !plural, followsFraction(i + 2, bottom: bottom) else { return nil }
      return finishFraction(top: 1, bottom: bottom, end: i + 2, isIndefinite: true)
    default:
      return nil
    }
  }

  /// Whether what stands after "a half" or "a quarter" lets it be a part rather than a stretch of the year.
  private func followsFraction(_ i: Int, bottom: Int) -> Bool {
    guard let next = token(i) else { return bottom <= 4 }
    if next.kind == .symbol { return bottom == 2 }
    if next.folded == NumberLexicon.of { return true }
    if case .scale? = NumberLexicon.words.value(next) { return true }
    if bottom == 2 { return true }
    return UnitLexicon.names.match(tokens, at: i) != nil || CurrencyLexicon.names.match(tokens, at: i) != nil
  }

  private func finishFraction(top: Int, bottom: Int, end: Int, isIndefinite: Bool) -> Numeral {
    var number = Numeral(Decimal(top) / Decimal(bottom), end: end, resolution: Decimal(1) / Decimal(bottom))
    number.isWord = true
    number.isFraction = true
    number.isIndefinite = isIndefinite
    // "a quarter of a million", "half a million", "half million"
    var j = end
    if token(j)?.folded == NumberLexicon.of { j += 1 }
    if let article = token(j), article.folded == NumberLexicon.a { j += 1 }
    if j == end || j == end + 1 && token(end)?.folded == NumberLexicon.a || j == end + 2, let scale = token(j),
      case .scale(let power)? = NumberLexicon.words.value(scale)
    {
      number.end = j + 1
      number.multiply(power: power)
    }
    return number
  }

  /// "half", "half a million", "tenth of a gallon". A half of the year is a period, not a number.
  private func bareFraction(at i: Int, _ bottom: Int, plural: Bool) -> Numeral? {
    if plural { return nil }
    if let before = token(i - 1), before.kind == .word, NameLexicon.ordinalLeads.value(before) != nil { return nil }
    if let before = token(i - 1), before.kind == .symbol, BoundLexicon.isDash(before.scalar), !tokens[i].gap {
      return nil
    }
    if bottom == 2 { return finishFraction(top: 1, bottom: 2, end: i + 1, isIndefinite: true) }
    guard let of = token(i + 1), of.folded == NumberLexicon.of, let article = token(i + 2),
      article.folded == NumberLexicon.a, UnitLexicon.names.match(tokens, at: i + 3) != nil
    else { return nil }
    return finishFraction(top: 1, bottom: bottom, end: i + 1, isIndefinite: true)
  }

  /// "two thirds", "one-half", "three quarters": the number just read is the numerator.
  private func denominator(after number: Numeral) -> Numeral? {
    var j = number.end
    var isHyphened = false
    if let dash = token(j), dash.kind == .symbol, BoundLexicon.isDash(dash.scalar), !dash.gap, let next = token(j + 1),
      !next.gap
    {
      j += 1
      isHyphened = true
    }
    guard let word = token(j), case .fraction(let bottom, let plural)? = NumberLexicon.words.value(word) else {
      return nil
    }
    let top = NSDecimalNumber(decimal: number.value).intValue
    guard Decimal(top) == number.value, top < bottom || bottom == 2, plural == (top > 1) || isHyphened else {
      return nil
    }
    // "three quarters" alone or of a thing is a part; "three quarters of growth" and "two quarters" of time are not told apart
    // by grammar, so a quarter as time needs "for", "in", "past", "last", "consecutive" before it.
    if bottom == 4, !isHyphened, let before = token(number.end - 2),
      NumberLexicon.timeLeads.value(before) != nil
    {
      return nil
    }
    return finishFraction(top: top, bottom: bottom, end: j + 1, isIndefinite: false)
  }

  // MARK: Cardinals

  /// A whole number in words, with scales in any order that makes sense and "point" after it.
  func cardinal(at start: Int) -> Numeral? {
    var i = start
    var total = Decimal(0)
    var group = Decimal(0)
    /// What may follow: the least power of ten already filled.
    var room = Int.max
    var groupRoom = 3
    var lastScale = 0
    var sawAny = false
    var lastWasScale = false
    /// A scale word closed the part before, so that "and" may go on.
    var isOpen = false
    scan: while let word = token(i), word.kind == .word {
      guard let meaning = NumberLexicon.words.value(word) else { break }
      switch meaning {
      case .unit(let n):
        guard groupRoom > 0, !(n == 0 && sawAny) else { break scan }
        group += Decimal(n)
        // "one twenty two"
        if groupRoom == 3, group < 10, n > 0, let next = token(i + 1), next.gap,
          case .ten(let t)? = NumberLexicon.words.value(next),
          let unit = token(i + 2), case .unit(let u)? = NumberLexicon.words.value(unit), u > 0, !sawAny
        {
          group = Decimal(n * 100 + t + u)
          i += 2
        }
        groupRoom = 0
      case .teen(let n):
        guard groupRoom > 1 else { break scan }
        group += Decimal(n)
        groupRoom = 0
      case .ten(let n):
        guard groupRoom > 1 else { break scan }
        group += Decimal(n)
        groupRoom = 1
        // "fifty - two", "sixty-one"
        var j = i + 1
        if let dash = token(j), dash.kind == .symbol, BoundLexicon.isDash(dash.scalar) { j += 1 }
        if let unit = token(j), case .unit(let u)? = NumberLexicon.words.value(unit), u > 0, j > i + 1 || unit.gap {
          group += Decimal(u)
          groupRoom = 0
          i = j
        }
      case .hundred:
        guard group < 100, !lastWasScale || group == 0 else { break scan }
        if group == 0 {
          guard !sawAny, text[word.end - 1] != 0x73 else { break scan }
          group = 1
        }
        group *= 100
        groupRoom = 2
        lastScale = 2
        isOpen = true
      case .scale(let power):
        if lastWasScale {
          total *= NumberLexicon.power(power)
          lastScale += power
        } else {
          guard power < room || total == 0 || group > 0 else { break scan }
          if group == 0 {
            // "millions of users" gives no number.
            guard !sawAny, text[word.end - 1] != 0x73 else { break scan }
            group = 1
          }
          if power < room {
            total += group * NumberLexicon.power(power)
          } else {
            total = (total + group) * NumberLexicon.power(power)
          }
          lastScale = power
        }
        room = lastScale
        group = 0
        groupRoom = 3
        isOpen = true
      case .dozen(let n):
        guard group > 0 || text[word.end - 1] != 0x73 else { break scan }
        group = (group == 0 ? 1 : group) * Decimal(n)
        i += 1
        sawAny = true
        break scan
      case .fraction:
        break scan
      }
      if case .scale = meaning { lastWasScale = true } else { lastWasScale = false }
      sawAny = true
      i += 1
      if let dash = token(i), dash.kind == .symbol, BoundLexicon.isDash(dash.scalar), !dash.gap,
        let next = token(i + 1),
        !next.gap, let meaning = NumberLexicon.words.value(next), continues(meaning)
      {
        i += 1
        continue
      }
      if isOpen, let and = token(i), and.folded == NumberLexicon.and, let next = token(i + 1),
        continuesAfterAnd(i + 1, below: lastScale, next)
      {
        i += 1
        groupRoom = lastScale == 2 ? 2 : 3
        continue
      }
      if let next = token(i), !next.gap { break }
    }
    guard sawAny else { return nil }
    var number = Numeral(total + group, end: i)
    number.isWord = true
    number.scale = group == 0 && room != Int.max ? room : 0
    number.mantissa = number.scale > 0 ? number.value * NumberLexicon.power(-number.scale) : number.value
    number.resolution = number.scale > 0 ? NumberLexicon.power(number.scale) : 1
    return decimal(after: number)
  }

  private func continues(_ meaning: NumberLexicon.Word) -> Bool {
    if case .fraction = meaning { return false }
    return true
  }

  /// After "hundred and" or "million and": a smaller number in words, not another number of the list.
  private func continuesAfterAnd(_ i: Int, below power: Int, _ next: Token) -> Bool {
    if next.folded == NumberLexicon.a {
      guard let part = indefinite(at: i), part.scale > 0 else { return false }
      return part.value < NumberLexicon.power(power)
    }
    guard next.kind == .word, let meaning = NumberLexicon.words.value(next) else { return false }
    switch meaning {
    case .fraction, .dozen, .hundred, .scale: return false
    case .unit(let n) where n == 0: return false
    default: break
    }
    guard let part = cardinal(at: i) else { return false }
    if let word = token(part.end), case .fraction? = NumberLexicon.words.value(word) { return false }
    // "two hundred and five thousand": what follows a hundred may bring the scale of the whole.
    return power <= 2 || part.value < NumberLexicon.power(power)
  }

  /// "point five", "point seventy-one", "point zero three", and a scale after it ("two point two million").
  private func decimal(after number: Numeral) -> Numeral {
    var number = number
    guard let point = token(number.end), point.folded == NumberLexicon.point else { return number }
    var i = number.end + 1
    var digits = Decimal(0)
    var count = 0
    while let word = token(i) {
      if word.kind == .number, count == 0, word.end - word.start <= 6, let part = self.digits(at: i),
        part.isPlainInteger
      {
        digits = part.value
        count = word.end - word.start
        i += 1
        break
      }
      guard let meaning = NumberLexicon.words.value(word) else { break }
      if case .unit(let n) = meaning {
        digits = digits * 10 + Decimal(n)
        count += 1
      } else if case .teen(let n) = meaning, count == 0 {
        digits = Decimal(n)
        count = 2
      } else if case .ten(let n) = meaning, count == 0 {
        digits = Decimal(n)
        count = 2
        var j = i + 1
        if let dash = token(j), dash.kind == .symbol, BoundLexicon.isDash(dash.scalar), !dash.gap { j += 1 }
        if let unit = token(j), case .unit(let u)? = NumberLexicon.words.value(unit) {
          digits += Decimal(u)
          i = j
        }
      } else {
        break
      }
      i += 1
    }
    guard count > 0 else { return number }
    number.resolution = NumberLexicon.power(-count)
    number.value += digits * number.resolution
    number.mantissa = number.value
    number.end = i
    return scaled(number)
  }
}

extension NumberLexicon {
  static let timeLeads = LexiconText.set(
    "for in past last previous next recent consecutive over first after within latest these those")
}
