import FigureExtraction
import Foundation
import ReportReading
import ThesisBuilding

/// What the ledger remembers that bears on a note: earlier notes' views and figures, forecasts that have come due, and how
/// their publishers fared. Empty for the first note, and for a note written by hand.
package struct NoteMemory: Hashable, Sendable, Codable {
  /// The names and sectors that earlier notes were positive about, in lower case.
  package var held: Set<String> = []
  /// Those that earlier notes were negative about.
  package var shunned: Set<String> = []
  /// False for the first note there is.
  package var hasEarlierNotes = false
  /// Forecasts of earlier reports whose figure tonight's reports bring; the earliest forecast first.
  package var settled: [SettledForecast] = []
  /// Figures that an earlier note printed and that tonight's reports give otherwise; by that note, then by place.
  package var revised: [RevisedFigure] = []
  /// Levels of earlier reports that continue a series of tonight's into the past; by metric, then period.
  package var earlier: [RememberedFigure] = []
  /// Publishers by name.
  package var records: [PublisherRecord] = []

  package init() {}
}

/// A figure of an earlier report.
package struct RememberedFigure: Hashable, Sendable, Codable {
  package var publisher: String
  /// The title and date of its report.
  package var title: String
  package var date: CalendarDate?
  package var place: FigurePlace
  /// First line of the figure in the report's file.
  package var line: Int
  /// As its report writes it.
  package var text: String
  package var metric: String
  package var low: Decimal?
  package var high: Decimal?
  /// The unit's symbol; nil for a bare number.
  package var unit: String?
  /// The first day, and the day after the last, as in `Period`.
  package var periodStart: CalendarDate?
  package var periodEnd: CalendarDate?
  package var modality: Modality
  /// File of the note that printed it; where none did, of the note that used its report; nil where no note did.
  package var note: String?
  /// Where its report was last seen; nil where that is not known.
  package var path: String?

  enum CodingKeys: String, CodingKey {
    case publisher, title, date, place, line, text, metric, low, high, unit, periodStart = "period_start", periodEnd =
      "period_end", modality, note, path
  }

  package init(
    publisher: String, title: String, date: CalendarDate?, place: FigurePlace, line: Int, text: String, metric: String,
    low: Decimal?, high: Decimal?, unit: String?, periodStart: CalendarDate?, periodEnd: CalendarDate?,
    modality: Modality, note: String?, path: String? = nil
  ) {
    self.path = path
    self.publisher = publisher
    self.title = title
    self.date = date
    self.place = place
    self.line = line
    self.text = text
    self.metric = metric
    self.low = low
    self.high = high
    self.unit = unit
    self.periodStart = periodStart
    self.periodEnd = periodEnd
    self.modality = modality
    self.note = note
  }
}

/// Where a figure stands: its report's content and its bytes there.
package struct FigurePlace: Hashable, Sendable, Codable {
  package var sha256: String
  package var span: Span

  package init(sha256: String, span: Span) {
    self.sha256 = sha256
    self.span = span
  }
}

/// A forecast and what came of it.
package struct SettledForecast: Hashable, Sendable, Codable {
  package var forecast: RememberedFigure
  /// The figure that settles it, in one of tonight's reports.
  package var actual: FigurePlace
  /// `|forecast − actual| / |actual|`.
  package var error: Double

  package init(forecast: RememberedFigure, actual: FigurePlace, error: Double) {
    self.forecast = forecast
    self.actual = actual
    self.error = error
  }
}

/// A figure that a note printed, and another value for the same metric, subject, period and unit.
package struct RevisedFigure: Hashable, Sendable, Codable {
  package enum Kind: String, Hashable, Sendable, Codable {
    /// The same publisher's later word.
    case supersedes
    /// Another publisher says otherwise.
    case contradicts
  }

  package var printed: RememberedFigure
  /// The new figure, in one of tonight's reports.
  package var now: FigurePlace
  package var kind: Kind

  package init(printed: RememberedFigure, now: FigurePlace, kind: Kind) {
    self.printed = printed
    self.now = now
    self.kind = kind
  }
}

extension Dossier {
  /// The figure that stands at a place; nil where no report of this dossier has one there. O(reports + figures).
  package func reference(to place: FigurePlace) -> FigureReference? {
    guard
      let report = evidence.firstIndex(where: { $0.report.source.sha256 == place.sha256 }),
      let figure = evidence[report].figures.firstIndex(where: { $0.span == place.span })
    else { return nil }
    return FigureReference(report: report, figure: figure)
  }
}
