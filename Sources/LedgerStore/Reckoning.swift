import Foundation
import GRDB

/// Forecasts held against what came.
package struct Reckoning: Hashable, Sendable, Codable {
  /// A forecast and its outcome.
  package struct Outcome: Hashable, Sendable, Codable {
    package let publisher: String
    package let metric: String
    package let periodStart: String
    package let periodEnd: String
    package let unit: String?
    /// As its report writes it.
    package let forecast: String
    package let actual: String
    /// `|forecast − actual| / |actual|`.
    package let error: Double
    package let forecastDate: String
    package let actualDate: String
    /// The note that carried the forecast; nil where none did.
    package let note: String?
  }

  /// How a publisher's forecasts fared.
  package struct Forecaster: Hashable, Sendable, Codable {
    package let publisher: String
    package let outcomes: Int
    /// The mean of its outcomes' errors.
    package let meanError: Double
  }

  package let outcomes: [Outcome]
  /// The least error first.
  package let forecasters: [Forecaster]

  /// A metric's or subject's words as a key: letters and digits in lower case; nil where there are none.
  static func key(_ words: String) -> String? {
    let folded = words.lowercased().map { $0.isLetter || $0.isNumber ? $0 : " " }
    let parts = String(folded).split(separator: " ")
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  static func number(_ value: Decimal) -> Double { NSDecimalNumber(decimal: value).doubleValue }

  /// Pairs a new report's figures with the ledger's: a reported level settles every earlier report's forecast of the same
  /// metric, subject, period and unit.
  static func match(report: Int64, in database: Database) throws {
    for (new, old) in [("a", "f"), ("f", "a")] {
      try database.run(
        """
        INSERT OR IGNORE INTO outcome (forecast, actual)
        SELECT f.id, a.id FROM figure \(new) CROSS JOIN figure \(old)
        ON \(old).metric_key = \(new).metric_key AND \(old).subject_key = \(new).subject_key
          AND \(old).unit IS \(new).unit AND \(old).period_end = \(new).period_end
          AND \(old).period_start = \(new).period_start
        JOIN report ra ON ra.id = a.report JOIN report rf ON rf.id = f.report
        WHERE \(new).report = ? AND a.report <> f.report
          AND f.metric_key IS NOT NULL AND f.period_start IS NOT NULL AND f.role = 'level' AND f.modality <> 'reported'
          AND a.metric_key IS NOT NULL AND a.period_start IS NOT NULL AND a.role = 'level' AND a.modality = 'reported'
          AND rf.date < ra.date AND a.value <> 0
        """, [report])
    }
  }
}

extension Ledger {
  /// Every settled forecast, by the first figure that settled it, and what it says of its forecasters.
  package func reckoning() throws(LedgerError) -> Reckoning {
    let outcomes = try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT coalesce(rf.publisher, rf.title), f.metric, f.period_start, f.period_end, f.unit, f.text, a.text,
            abs(f.value - a.value) / abs(a.value), rf.date, ra.date,
            (SELECT min(file) FROM essay JOIN essay_report ON essay.id = essay WHERE essay_report.report = rf.id), f.id
          FROM outcome JOIN figure f ON f.id = forecast JOIN figure a ON a.id = actual
          JOIN report rf ON rf.id = f.report JOIN report ra ON ra.id = a.report
          WHERE rf.superseded_by IS NULL AND ra.superseded_by IS NULL
          ORDER BY rf.date, rf.sha256, f.ordinal, ra.date, ra.sha256, a.ordinal
          """)
    }
    var settled: Set<Int64> = []
    let firsts = outcomes.filter { settled.insert($0[11]).inserted }.map { row in
      Reckoning.Outcome(
        publisher: row[0] ?? "", metric: row[1] ?? "", periodStart: row[2], periodEnd: row[3], unit: row[4],
        forecast: row[5], actual: row[6], error: row[7], forecastDate: row[8], actualDate: row[9], note: row[10])
    }
    let forecasters = Dictionary(grouping: firsts, by: \.publisher).map { publisher, own in
      Reckoning.Forecaster(
        publisher: publisher, outcomes: own.count, meanError: own.reduce(0) { $0 + $1.error } / Double(own.count))
    }
    return Reckoning(
      outcomes: firsts,
      forecasters: forecasters.sorted { ($0.meanError, $0.publisher) < ($1.meanError, $1.publisher) })
  }
}
