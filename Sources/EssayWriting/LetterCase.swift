import FigureExtraction
import Foundation
import ReportReading
import Synchronization
import ThesisBuilding

/// How the reports write their words, which tells names from what only stands first in a heading. Read when first asked.
final class WordCases: Sendable {
  private let dossier: Dossier
  private let table = Mutex<WordCaseTable?>(nil)

  init(_ dossier: Dossier) { self.dossier = dossier }

  /// Reads the reports before it is asked.
  func prepare() { _ = read() }

  private func read() -> WordCaseTable {
    table.withLock { table in
      let known = table ?? WordCaseTable(dossier)
      table = known
      return known
    }
  }

  /// Whether a word is written small somewhere.
  func isSmall(_ word: some StringProtocol) -> Bool { read().isSmall(Word(word.lowercased())) }

  /// Whether a word, given in lower case, is written with a capital in the middle of a sentence.
  func isName(_ lower: some StringProtocol) -> Bool { read().isName(Word(String(lower))) }

  /// Whether a word that stands first, with a capital, is a common noun by its form, and no sentence shows that it is a
  /// name: "Efficiency", "Chips"; or "Phantom load", where the next word is small.
  func isCommonNoun(_ word: some StringProtocol, before next: (some StringProtocol)?) -> Bool {
    let lower = word.lowercased()
    guard !isName(lower) else { return false }
    if Self.endings.contains(where: lower.hasSuffix) { return true }
    if lower.count > 3, lower.hasSuffix("s"), !lower.hasSuffix("ss"), !lower.hasSuffix("us"), !lower.hasSuffix("is") {
      return true
    }
    return next.map { $0.first?.isLowercase == true } ?? false
  }

  private static let endings = ["ity", "cy", "tion", "sion", "ness", "ment", "ance", "ence", "ship", "ing", "ability"]
}

extension WordCases {
  /// A name as the middle of a sentence has it: its first word small where the reports write it small too, or where it can
  /// be no name; an article always.
  /// With `isHeading` two words with capitals may be a heading as well, and no name.
  func common(_ name: String, isHeading: Bool = false) -> String {
    let words = name.split(separator: " ", omittingEmptySubsequences: false)
    guard let first = words.first, first.first?.isUppercase == true, first.dropFirst().allSatisfy({ !$0.isUppercase })
    else { return name }
    if ["A", "An", "The"].contains(first) { return name.prefix(1).lowercased() + name.dropFirst() }
    // "Marine & Protective" is a name as "Data Center" is.
    let next = words.dropFirst().first { $0 != "&" && $0.lowercased() != "and" }
    // "AI" after it says nothing of the first word.
    let isAcronym = next.map { $0.count > 1 && !$0.contains(where: \.isLowercase) } ?? false
    if next?.first?.isUppercase == true, !isAcronym { return uncapitalized(name, isHeading: isHeading) }
    let isCommon =
      isSmall(first) || isCommonNoun(first, before: next)
      || words.count > 1 && ["ed", "ing", "al", "ive"].contains(where: first.hasSuffix)
    return isCommon ? name.prefix(1).lowercased() + name.dropFirst() : name
  }

  /// A heading in capitals of its own ("Consumer Spending and Tourism") as a sentence has it, where the reports write every
  /// word of it small elsewhere; a name ("Data Center") stays.
  func uncapitalized(_ name: String, isHeading: Bool = false) -> String {
    let words = name.split(separator: " ", omittingEmptySubsequences: false)
    guard !words.contains(where: { $0.dropFirst().contains(where: \.isUppercase) }) else { return name }
    // Two words are more often a name.
    if words.count == 2 {
      guard isHeading else { return name }
      let holdsName = words.contains {
        isName($0.lowercased()) || !isSmall($0) && !String.labelWords.contains($0.lowercased())
      }
      return holdsName ? name : name.lowercased()
    }
    // Only a heading gives every word of weight a capital.
    guard words.allSatisfy({ $0.count <= 3 || $0.first?.isUppercase == true || $0.first?.isAlphabetic == false }) else {
      return name
    }
    let common = words.count {
      $0.count <= 3 || isSmall($0) || String.labelWords.contains($0.lowercased())
    }
    return common * 4 >= words.count * 3 ? name.lowercased() : name
  }
}

extension NoteComposer {
  /// A name as the middle of a sentence has it.
  func lowered(_ passage: Passage) -> Passage {
    guard let first = passage.parts.first else { return passage }
    switch first {
    case .name(let citation, let text):
      return Passage([.name(citation, cases.common(text))] + passage.parts.dropFirst())
    // The note's own words are no names.
    case .words(let text):
      return Passage([.words(text.prefix(1).lowercased() + text.dropFirst())] + passage.parts.dropFirst())
    default: return passage
    }
  }

  /// A title as a sentence of the note has it: capitals only where a sentence begins and in names.
  func sentenceForm(of title: Passage) -> Passage {
    var parts: [Passage.Part] = []
    var opens = true
    for part in title.parts {
      switch part {
      case .words(let text): parts.append(.words(Self.sentenceForm(text, opens)))
      case .name(let citation, let text):
        let source = dossier.string(citation).flattened
        var written = source.range(of: text, options: .caseInsensitive).map { String(source[$0]) } ?? text
        // "NET SALES" only shouts.
        if written != text, !written.contains(where: \.isLowercase) { written = text.lowercased() }
        let small = cases.common(written, isHeading: true)
        parts.append(
          .name(citation, opens && !small.isOddlyCased ? small.prefix(1).uppercased() + small.dropFirst() : small))
      default: parts.append(part)
      }
      if let last = part.text.last(where: { $0 != " " }) { opens = ".?!".contains(last) }
    }
    return Passage(parts)
  }

  /// The note's own words, which are no names.
  private static func sentenceForm(_ text: String, _ opens: Bool) -> String {
    var opens = opens
    return text.split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
      defer { if let last = word.last { opens = ".?!".contains(last) } }
      return opens ? String(word) : word.lowercased()
    }.joined(separator: " ")
  }
}

extension String {
  /// Words that begin a label and are no names, so that a sentence may write them small.
  fileprivate static let labelWords: Set<String> = [
    "total", "net", "gross", "operating", "administrative", "marketing", "utility", "utilities", "vacancy",
    "transmission", "rent", "load", "wait", "technology", "payments", "revenue",
    "revenues", "sales", "cost", "costs", "research", "selling",
    "general",
    "income", "interest", "cash", "earnings", "other", "average", "number", "provision", "diluted", "basic", "free",
    "capital",
    "accounts", "inventory", "inventories", "long-term", "short-term", "current", "deferred", "share", "shares",
    "stock", "gain",
    "loss", "depreciation", "amortization", "automotive", "services", "service", "products", "product", "online",
    "comparable",
    "same-store", "consumer", "enterprise", "data", "energy", "power", "installed", "annual", "quarterly", "global",
    "world",
    "effective", "weighted", "new", "existing", "home", "housing", "industrial", "unemployment", "core", "headline",
    "retail",
    "manufacturing", "employment", "wages", "prices", "exports", "imports", "demand", "supply", "capacity", "spending",
    "growth",
    "copper", "electricity", "queue", "backlog", "orders", "shipments", "deliveries", "dividends", "repurchases",
    "marketable",
    "property", "purchases", "proceeds", "payments", "goodwill", "equity", "liabilities", "assets", "debt", "working",
    "adjusted",
    "non-gaap", "segment", "foreign", "domestic", "international", "sum", "purchase", "additional", "estimated",
    "projected", "finance", "banking", "business", "labor", "agriculture", "natural", "real", "estate", "construction",
  ]

  /// The name as the middle of a sentence has it: a first word that is no name in lower case, a trailing colon off.
  var sentenceCased: String {
    var text = self
    while let last = text.last, ":*†‡".contains(last) { text.removeLast() }
    guard let first = text.split(separator: " ").first,
      Self.labelWords.contains(first.lowercased().filter { $0 != "," })
    else {
      return text
    }
    let rest = text.dropFirst(first.count)
    // "Data Center revenue" is a name all through; "Total Net Sales" is only shouting.
    let next = rest.split(separator: " ").first
    guard next?.first?.isUppercase == true else { return Self.small(first) + rest }
    guard Self.labelWords.contains(next?.lowercased() ?? "") else { return text }
    return text.split(separator: " ").map { Self.labelWords.contains($0.lowercased()) ? Self.small($0) : String($0) }
      .joined(separator: " ")
  }

  /// A word in small letters, but for the acronym in it: "non-GAAP".
  private static func small(_ word: Substring) -> String {
    word.split(separator: "-", omittingEmptySubsequences: false).map { part in
      part.count > 1 && part.allSatisfy(\.isUppercase) && word.contains("-") ? String(part) : part.lowercased()
    }.joined(separator: "-")
  }
}
