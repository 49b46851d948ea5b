import FigureExtraction
import ReportReading

/// One night's reports with their figures, in an order that depends only on their content.
package struct Dossier: Sendable {
  /// Each content once, by date (undated last), then SHA-256: the order in which files were named changes nothing.
  package let evidence: [Evidence]
  /// The words of each report.
  package let words: [WordList]
  /// The note's date: ages are counted from it.
  package let asOf: CalendarDate

  package init(_ evidence: [Evidence], asOf: CalendarDate) {
    var seen: Set<String> = []
    self.evidence =
      evidence
      .filter { seen.insert($0.report.source.sha256).inserted }
      .sorted { a, b in
        let (x, y) = (a.report.metadata.date, b.report.metadata.date)
        if x != y { return x.map { first in y.map { first < $0 } ?? true } ?? false }
        return a.report.source.sha256 < b.report.source.sha256
      }
    words = WordList.lists(of: self.evidence.map(\.report.text))
    self.asOf = asOf
  }

  /// The words of all reports.
  package var vocabulary: Vocabulary { words.first?.vocabulary ?? Vocabulary() }

  package func figure(_ reference: FigureReference) -> Figure { evidence[reference.report].figures[reference.figure] }

  /// Without a copy of the whole figure.
  package func quantity(_ reference: FigureReference) -> Quantity {
    evidence[reference.report].figures[reference.figure].quantity
  }

  /// The same of where it stands, and of whom its report names for it.
  package func place(_ reference: FigureReference) -> Figure.Place {
    evidence[reference.report].figures[reference.figure].place
  }

  package func attribution(_ reference: FigureReference) -> Span? {
    evidence[reference.report].figures[reference.figure].attribution
  }

  package func string(_ citation: Citation) -> String { evidence[citation.report].report.string(citation.span) }

  /// The figure exactly as its report writes it.
  package func text(of reference: FigureReference) -> String {
    evidence[reference.report].report.string(figure(reference).span)
  }

  package func citation(of reference: FigureReference) -> Citation {
    Citation(report: reference.report, span: figure(reference).span)
  }

  /// The publisher of a report, or its title where nobody is named.
  package func publisher(of report: Int) -> String {
    evidence[report].report.metadata.publisher ?? evidence[report].report.metadata.title
  }
}

/// A figure of a dossier.
package struct FigureReference: Hashable, Sendable, Codable, Comparable {
  /// Index into `Dossier.evidence`.
  package let report: Int
  /// Index into that evidence's `figures`.
  package let figure: Int

  package init(report: Int, figure: Int) {
    self.report = report
    self.figure = figure
  }

  package static func < (a: FigureReference, b: FigureReference) -> Bool {
    (a.report, a.figure) < (b.report, b.figure)
  }
}

/// The very words that something rests on.
package struct Citation: Hashable, Sendable, Codable, Comparable {
  /// Index into `Dossier.evidence`.
  package let report: Int
  package let span: Span

  package init(report: Int, span: Span) {
    self.report = report
    self.span = span
  }

  package static func < (a: Citation, b: Citation) -> Bool {
    a.report != b.report ? a.report < b.report : a.span < b.span
  }
}

extension String {
  /// A publisher's name as the middle of a sentence has it: "the Harbor Council".
  package var withSmallArticle: String { hasPrefix("The ") ? "the " + dropFirst(4) : self }
}
