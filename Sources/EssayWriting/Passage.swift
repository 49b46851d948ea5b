import FigureExtraction
import ReportReading
import ThesisBuilding

/// A sentence or a cell of the note, part by part, so that each word of it can be traced.
///
/// Only `words` are the note's own, and they hold no digit: a number can enter a note as a figure, a derivation, a
/// period or a report's own words, and in no other way.
package struct Passage: Hashable, Sendable {
  package var parts: [Part]

  package init(_ parts: [Part] = []) { self.parts = parts }

  package enum Part: Hashable, Sendable {
    /// The note's own words and marks.
    case words(String)
    /// A figure as its report writes it.
    case figure(FigureReference, String)
    /// A number worked out from figures.
    case derived(Derivation)
    /// The period of a figure, as a label.
    case period(FigureReference, String)
    /// Words of a report, between quotation marks that are part of `words`.
    case quote(Citation, String)
    /// A name or a term as a report writes it, but for the case of letters.
    case name(Citation, String)
    /// Who says so: the publisher of a report (by index) or the source it names.
    case publisher(Int, String)
    /// The date of a report (by index), as `CalendarDate.monthAndYear` writes it.
    case date(Int, String)
    /// What is told of a figure of an earlier report, which is none of the note's own.
    case remembered(RememberedFigure, RememberedFigure.Aspect, String)
  }

  /// The passage as Markdown.
  package var text: String { parts.map(\.text).joined() }

  package var isEmpty: Bool { text.allSatisfy(\.isWhitespace) }

  package static func + (a: Passage, b: Passage) -> Passage { Passage(a.parts + b.parts) }

  /// The places in reports that the passage rests on, each once, in order of appearance.
  package var citations: [Part] {
    var seen: Set<Part> = []
    return parts.filter {
      switch $0 {
      case .words, .publisher, .period, .date: false
      case .remembered(_, let aspect, _): aspect == .value && seen.insert($0).inserted
      default: seen.insert($0).inserted
      }
    }
  }

  /// The figures stated, and the inputs of those derived.
  package var figures: [FigureReference] {
    parts.flatMap { part -> [FigureReference] in
      switch part {
      case .figure(let reference, _): [reference]
      case .derived(let derivation): derivation.inputs
      default: []
      }
    }
  }

  /// With a full stop, unless it ends already.
  package var ended: Passage {
    let text = text
    let last = "\"”’'".contains(text.last ?? " ") ? text.dropLast().last : text.last
    return last.map { ".!?".contains($0) } == true ? self : self + "."
  }

  /// Without a full stop at its end, where that end is the note's own or a name's.
  package var withoutStop: Passage {
    guard let last = parts.last, last.text.hasSuffix("."),
      !["Inc.", "Corp.", "Co.", "Ltd.", "U.S."].contains(where: last.text.hasSuffix)
    else { return self }
    let rest = String(last.text.dropLast())
    switch last {
    case .words: return Passage(parts.dropLast() + [.words(rest)])
    case .name(let citation, _): return Passage(parts.dropLast() + [.name(citation, rest)])
    case .quote(let citation, _): return Passage(parts.dropLast() + [.quote(citation, rest)])
    default: return self
    }
  }

  /// The same passage with its first letter in upper case, whatever part it is in.
  package var capitalized: Passage {
    var copy = self
    for (index, part) in copy.parts.enumerated() {
      guard let first = part.text.first(where: { $0.isAlphabetic || $0.isNumber }) else { continue }
      if first.isLowercase { copy.parts[index] = part.capitalized }
      break
    }
    return copy
  }
}

extension Passage: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) { self.init([.words(value)]) }

  package init(stringInterpolation: Interpolation) { self.init(stringInterpolation.parts) }

  package struct Interpolation: StringInterpolationProtocol {
    var parts: [Part] = []
    package init(literalCapacity: Int, interpolationCount: Int) {}
    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.words(literal)) }
    }
    package mutating func appendInterpolation(_ passage: Passage) { parts += passage.parts }
    package mutating func appendInterpolation(_ part: Part) { parts.append(part) }
  }
}

extension Passage.Part {
  package var text: String {
    switch self {
    case .words(let text), .figure(_, let text), .period(_, let text), .quote(_, let text), .name(_, let text),
      .publisher(_, let text), .date(_, let text), .remembered(_, _, let text):
      text
    case .derived(let derivation): derivation.writing
    }
  }

  /// The part with its first letter in upper case; numbers and quotations stay as they are.
  fileprivate var capitalized: Passage.Part {
    func raised(_ text: String) -> String {
      guard let index = text.firstIndex(where: \.isAlphabetic), !text.isOddlyCased else { return text }
      return text[..<index] + text[index].uppercased() + text[text.index(after: index)...]
    }
    return switch self {
    case .words(let text): .words(raised(text))
    case .name(let citation, let text): .name(citation, raised(text))
    case .publisher(let report, let text): .publisher(report, raised(text))
    case .quote(let citation, let text): .quote(citation, raised(text))
    case .remembered(let figure, .publisher, let text): .remembered(figure, .publisher, raised(text))
    default: self
    }
  }
}

extension Passage.Part {
  /// The earlier report's figure that the part tells of; nil for every other part.
  var rememberedFigure: RememberedFigure? {
    if case .remembered(let figure, _, _) = self { figure } else { nil }
  }
}

extension String {
  /// "iPhone", "eBay": a small letter and then a capital, which a sentence does not change.
  var isOddlyCased: Bool {
    let letters = drop { !$0.isAlphabetic }.prefix(2)
    return letters.first?.isLowercase == true && letters.last?.isUppercase == true
  }
}

extension CalendarDate {
  /// "October 2008": how a note names the date of a report.
  package var monthAndYear: String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    return "\(months[month - 1]) \(year)"
  }
}
