import EssayWriting
import ReportReading
import ThesisBuilding
import ViaNegativa

/// What each stage of the pipeline takes from the configuration.
extension Settings {
  var readingLimits: ReportReader.Limits {
    var limits = ReportReader.Limits()
    limits.reportBytes = Int(text("max-report-bytes")) ?? limits.reportBytes
    limits.depth = Int(text("max-depth")) ?? limits.depth
    limits.archiveEntries = Int(text("max-archive-entries")) ?? limits.archiveEntries
    limits.archiveRatio = Int(text("max-archive-ratio")) ?? limits.archiveRatio
    limits.unpackedBytes = Int(text("max-unpacked-bytes")) ?? limits.unpackedBytes
    limits.archiveDepth = Int(text("max-archive-depth")) ?? limits.archiveDepth
    limits.pages = Int(text("max-pages")) ?? limits.pages
    limits.words = Int(text("max-words")) ?? limits.words
    limits.members = Int(text("max-members")) ?? limits.members
    limits.messageDepth = Int(text("max-message-depth")) ?? limits.messageDepth
    limits.seconds = Int(text("max-helper-seconds")) ?? limits.seconds
    limits.cells = Int(text("max-cells")) ?? limits.cells
    return limits
  }

  var thesisBuilder: ThesisBuilder { ThesisBuilder(halfLife: number("half-life")) }

  var riskEvaluator: RiskEvaluator {
    var thresholds = RiskEvaluator.Thresholds()
    thresholds.wall = number("thresholds.wall")
    thresholds.bump = number("thresholds.bump")
    thresholds.lean = number("thresholds.lean")
    thresholds.fall = number("thresholds.fall")
    return RiskEvaluator(thresholds: thresholds, halfLife: number("half-life"))
  }

  var noteStyle: NoteStyle {
    var style = NoteStyle()
    style.citations = NoteStyle.Citations(rawValue: text("citations")) ?? style.citations
    style.charts = text("charts") == "yes"
    style.signature = text("signature")
    style.disclaimer = text("disclaimer")
    return style
  }

  /// The writer of notes that this configuration asks for. Throws the template's fault.
  func essayWriter() throws(TemplateFault) -> EssayWriter {
    EssayWriter(
      template: try NoteTemplate(text("template")), style: noteStyle, builder: thesisBuilder, evaluator: riskEvaluator)
  }
}
