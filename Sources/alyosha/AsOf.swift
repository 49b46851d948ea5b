import ArgumentParser
import FigureExtraction
import Foundation
import ReportReading

/// The date a note is written as of: the one given, else the newest report's, so that the same reports give the same note
/// on any day; today's where no report is dated.
struct AsOf: ParsableArguments {
  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp("The date of the note, YYYY-MM-DD; by default that of the newest report.", valueName: "date"),
    transform: { text in
      guard text.count == 10, let date = CalendarDate(iso: text) else {
        throw ValidationError("‘\(text)’ is not a date written as YYYY-MM-DD.")
      }
      return date
    })
  var given: CalendarDate?

  func date(for evidence: [Evidence]) -> CalendarDate {
    given ?? evidence.compactMap(\.report.metadata.date).max() ?? Self.today()
  }

  /// The local date; read only where nothing else says a date.
  static func today() -> CalendarDate {
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
    return CalendarDate(year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1)
      ?? CalendarDate(dayNumber: 0)
  }
}
