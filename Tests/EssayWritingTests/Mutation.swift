import EssayWriting
import FigureExtraction
import Foundation
import ReportReading

/// A published note with one thing changed, as notes go wrong.
struct Mutation {
  enum Kind: String, CaseIterable {
    /// One digit of a number.
    case digit
    /// `$` for `€`, `%` for `x`.
    case unit
    /// `$4.2B` for `$4,200B`, million for billion.
    case scale
    /// A minus where there is none; "rose" for "fell".
    case sign
    /// A number between two real ones.
    case interpolated
    /// The period of another figure, or the year before.
    case period
    /// A publisher of another report, or a better-known one.
    case publisher
    /// The metric of another figure.
    case metric
    /// The figure of a neighbour.
    case neighbour
  }

  /// Who made the change, and so what there is to find it by.
  enum Hand: String, CaseIterable {
    /// The note alone was edited.
    case edited
    /// The sidecar was written to agree with the changed text, as a faulty writer would have done.
    case forged
    /// A part was put in the place of another with its sources: each part for itself is true.
    case transplanted
  }

  let kind: Kind
  let hand: Hand
  let from: String
  let to: String
  let note: [UInt8]
  let provenance: Provenance
}

/// Makes mutations of one note, the same ones from the same seed.
struct Mutator {
  let note: Note
  private var state: UInt64
  private let parts: [(passage: Int, part: Int)]
  /// Passages by the line they are printed on.
  private let line: [Int]

  init(_ note: Note, seed: UInt64) {
    self.note = note
    state = seed
    parts = note.provenance.passages.enumerated().flatMap { passage, traced in
      traced.parts.indices.map { (passage, $0) }
    }
    var number = 0
    line = note.provenance.passages.indices.map { index in
      number += note.provenance.frames[index].count { $0 == "\n" }
      return number
    }
  }

  /// SplitMix64.
  private mutating func random(_ bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }

  private mutating func one<T>(of items: [T]) -> T? { items.isEmpty ? nil : items[random(items.count)] }

  private typealias Part = Provenance.TracedPart
  private func part(_ at: (passage: Int, part: Int)) -> Part { note.provenance.passages[at.passage].parts[at.part] }

  private func places(_ kinds: Part.Kind...) -> [(passage: Int, part: Int)] {
    parts.filter { kinds.contains(part($0).kind) }
  }

  /// A mutation of a kind; nil where the note has nothing of the kind to change.
  mutating func mutation(_ kind: Mutation.Kind, by hand: Mutation.Hand) -> Mutation? {
    for _ in 0..<40 {
      if let found = attempt(kind, hand), found.from != found.to { return found }
    }
    return nil
  }

  private mutating func attempt(_ kind: Mutation.Kind, _ hand: Mutation.Hand) -> Mutation? {
    if hand == .transplanted { return transplanted(kind) }
    switch kind {
    case .digit:
      guard let at = one(of: places(.figure, .derived)) else { return nil }
      let text = part(at).text
      guard let index = one(of: text.indices.filter { text[$0].isASCII && text[$0].isNumber }),
        let digit = one(of: "0123456789".filter { $0 != text[index] }.map { $0 })
      else { return nil }
      var changed = text
      changed.replaceSubrange(index...index, with: String(digit))
      return replaced(at, changed, kind, hand)
    case .unit, .scale:
      guard let at = one(of: places(.figure, .derived)) else { return nil }
      let text = part(at).text
      let table = kind == .unit ? Self.units : Self.scales
      guard let (from, to) = one(of: table.filter { text.contains($0.from) }) else {
        return kind == .scale ? replaced(at, text.timesThousand, kind, hand) : nil
      }
      return replaced(at, text.replacing(from, with: to, maxReplacements: 1), kind, hand)
    case .sign:
      if random(2) == 0 {
        let words = places(.words).filter { at in
          Self.turns.contains { part(at).text.contains($0.from) }
            && (at.passage == 0 || note.provenance.passages[at.passage].parts.contains { $0.kind == .derived })
        }
        guard let at = one(of: words), let turn = Self.turns.first(where: { part(at).text.contains($0.from) }) else {
          return nil
        }
        return replaced(at, part(at).text.replacing(turn.from, with: turn.to, maxReplacements: 1), kind, hand)
      }
      guard let at = one(of: places(.figure)) else { return nil }
      let text = part(at).text
      return replaced(at, text.hasPrefix("-") ? String(text.dropFirst()) : "-" + text, kind, hand)
    case .interpolated:
      guard let at = one(of: places(.figure)), let other = one(of: places(.figure)),
        let between = part(at).text.between(part(other).text)
      else { return nil }
      return replaced(at, between, kind, hand)
    case .period:
      guard let at = one(of: places(.period)) else { return nil }
      let text = part(at).text
      let others = Set(places(.period).map { part($0).text }).subtracting([text]).sorted()
      let year = text.replacing(/20[0-9][0-9]/) { Int($0.output).map { "\($0 - 1)" } ?? "" }
      return replaced(at, random(2) == 0 ? year : one(of: others) ?? year, kind, hand)
    case .publisher:
      guard let at = one(of: places(.publisher)) else { return nil }
      let others = note.provenance.reports.compactMap(\.publisher) + ["Goldman Sachs", "the Federal Reserve"]
      let own = part(at).text
      guard let other = one(of: others.filter { !Self.isOne($0, own) }) else { return nil }
      return replaced(at, other, kind, hand)
    case .metric:
      let names = metricNames
      guard let at = one(of: names), let other = one(of: names) else { return nil }
      return differ(part(at).text, part(other).text) ? replaced(at, part(other).text, kind, hand) : nil
    case .neighbour:
      guard let at = one(of: places(.figure)), let other = one(of: places(.figure)) else { return nil }
      return replaced(at, part(other).text, kind, hand)
    }
  }

  /// Parts that say something of a figure or a quotation: on its line, or at the head of its column.
  private func figured(_ kind: Part.Kind) -> [(passage: Int, part: Int)] {
    let stated = Set(places(.figure, .derived, .quote).map { line[$0.passage] })
    return places(kind).filter {
      stated.contains(line[$0.passage]) || note.provenance.frames[$0.passage].hasSuffix("| ")
    }
  }

  /// Names that stand on a line with a figure.
  private var metricNames: [(passage: Int, part: Int)] {
    let stated = Set(places(.figure, .derived).map { line[$0.passage] })
    return places(.name).filter { stated.contains(line[$0.passage]) && part($0).text.count > 3 }
  }

  private func differ(_ a: String, _ b: String) -> Bool {
    let (x, y) = (a.lowercased(), b.lowercased())
    return !x.contains(y) && !y.contains(x)
  }

  /// "The Harbor Council, Inc." and "the Harbor Council" are one publisher: to write the other changes nothing.
  private static func isOne(_ a: String, _ b: String) -> Bool {
    let (x, y) = (a.lowercased().replacing(/^the\s/, with: ""), b.lowercased().replacing(/^the\s/, with: ""))
    return x.hasPrefix(y) || y.hasPrefix(x)
  }

  private mutating func transplanted(_ kind: Mutation.Kind) -> Mutation? {
    let (pool, others): ([(passage: Int, part: Int)], [(passage: Int, part: Int)])
    switch kind {
    case .neighbour: (pool, others) = (places(.figure), places(.figure))
    case .period: (pool, others) = (figured(.period), places(.period))
    case .publisher: (pool, others) = (figured(.publisher), places(.publisher))
    case .metric:
      // A name beside a figure that says what the figure measures.
      pool = metricNames.filter { at in
        let own = line[at.passage]
        return places(.figure, .derived).contains { figure in
          line[figure.passage] == own
            && part(figure).sources?.first?.metric?.lowercased().hasPrefix(part(at).text.lowercased()) == true
        }
      }
      others = metricNames
    default: return nil
    }
    guard let at = one(of: pool), let other = one(of: others), part(at).text != part(other).text,
      kind != .metric || differ(part(at).text, part(other).text),
      kind != .publisher || !Self.isOne(part(at).text, part(other).text)
    else { return nil }
    return replaced(at, part(other).text, kind, .transplanted, sources: part(other).sources)
  }

  private func replaced(
    _ at: (passage: Int, part: Int), _ text: String, _ kind: Mutation.Kind, _ hand: Mutation.Hand,
    sources: [Provenance.Place]? = nil
  ) -> Mutation {
    var forged = note.provenance
    let old = part(at).text
    forged.passages[at.passage].parts[at.part].text = text
    if let sources { forged.passages[at.passage].parts[at.part].sources = sources }
    forged.passages[at.passage].text = forged.passages[at.passage].parts.map(\.text).joined()
    let bytes = Array((forged.text ?? "").utf8)
    forged.noteSHA256 = Provenance.digest(of: bytes)
    return Mutation(
      kind: kind, hand: hand, from: old, to: text, note: bytes, provenance: hand == .edited ? note.provenance : forged)
  }

  private static let units = [
    (from: "$", to: "€"), (from: "$", to: "£"), (from: "%", to: "x"), (from: "%", to: " bps"), (from: "x", to: "%"),
    (from: "months", to: "years"), (from: "weeks", to: "months"), (from: "years", to: "months"),
    (from: "points", to: "%"), (from: "GW", to: "%"), (from: "hours", to: "days"), (from: "days", to: "weeks"),
  ]
  private static let scales = [
    (from: "M", to: "B"), (from: "B", to: "M"), (from: "K", to: "M"), (from: "T", to: "B"),
    (from: "million", to: "billion"),
    (from: "billion", to: "million"), (from: "thousand", to: "million"),
  ]
  private static let turns = [
    (from: "rose", to: "fell"), (from: "fell", to: "rose"), (from: " up ", to: " down "), (from: " down ", to: " up "),
    (from: "grew", to: "shrank"), (from: " Rose", to: " Fell"), (from: " Fell", to: " Rose"),
    (from: " Grew", to: " Shrank"), (from: " Shrank", to: " Grew"), (from: " Slipped", to: " Rose"),
  ]
}

extension String {
  /// The number in it, a thousand times as great.
  fileprivate var timesThousand: String {
    replacing(/[0-9][0-9,]*(\.[0-9]+)?/, maxReplacements: 1) { match in
      Decimal(string: String(match.output.0).replacing(",", with: ""), locale: nil).map { "\($0 * 1000)" } ?? ""
    }
  }

  /// The writing with the number halfway to another's; nil where there is none between.
  fileprivate func between(_ other: String) -> String? {
    guard let own = firstMatch(of: /[0-9][0-9,]*(\.[0-9]+)?/),
      let far = other.firstMatch(of: /[0-9][0-9,]*(\.[0-9]+)?/),
      let a = Decimal(string: String(own.output.0).replacing(",", with: ""), locale: nil),
      let b = Decimal(string: String(far.output.0).replacing(",", with: ""), locale: nil), a != b
    else { return nil }
    return replacingCharacters(in: own.range, with: "\((a + b) / 2)")
  }
}
