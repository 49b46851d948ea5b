import EssayWriting
import FigureExtraction
import Foundation
import ReportReading
import Testing
import ThesisBuilding

/// The reports of the Fixtures folder, read as a user's would be.
enum Fixture {
  static func bytes(_ name: String) throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Fixtures"))
    return Array(try Data(contentsOf: url))
  }

  static func dossier(_ names: String..., asOf: String = "2026-04-01") throws -> Dossier {
    let evidence = try names.map {
      FigureExtractor().evidence(from: try ReportReader().read(bytes: try bytes($0), path: $0))
    }
    return Dossier(evidence, asOf: try #require(CalendarDate(iso: asOf)))
  }

  static func note(_ names: String..., template: String = "note") throws -> (note: Note, dossier: Dossier) {
    try note(names, template: template)
  }

  static func note(_ names: [String], template: String = "note") throws -> (note: Note, dossier: Dossier) {
    let evidence = try names.map {
      FigureExtractor().evidence(from: try ReportReader().read(bytes: try bytes($0), path: $0))
    }
    let dossier = Dossier(evidence, asOf: try #require(CalendarDate(iso: "2026-04-01")))
    return (try EssayWriter(template: try NoteTemplate(template)).note(from: dossier), dossier)
  }
}
