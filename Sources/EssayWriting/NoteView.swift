import ThesisBuilding
import ViaNegativa

/// An essay as names and texts that a template can print.
struct NoteView {
  let essay: Essay
  let dossier: Dossier
  let thesis: Thesis
  let verdict: Verdict
  let style: NoteStyle
  /// The dossier's reports.
  let sources: [NoteSource]
  /// The drawing that belongs under the metrics table.
  var chart: ChartFile?

  /// The names of `TemplateNames.note`, each with its text.
  func names() -> [String: Any] {
    var notes = Footnotes(dossier: dossier, sources)
    let marked = style.citations == .footnotes
    func mark(_ parts: [Passage.Part]) -> String { marked ? notes.mark(for: parts) : "" }
    func cited(_ passage: Passage) -> String { passage.text + mark(passage.citations) }
    func table(_ table: Essay.MetricsTable) -> [String: Any] {
      [
        "lead": table.lead.text
          + mark((table.columns + table.rows.flatMap { $0.compactMap { $0 } }).flatMap(\.citations)),
        "columns": table.columns.map(\.text),
        "rows": table.rows.map { ["cells": $0.map { $0?.text ?? "—" }] },
      ]
    }

    var view: [String: Any] = [
      "title": essay.title.text,
      "hook": essay.hook.map(cited),
    ]
    if let subtitle = essay.subtitle { view["subtitle"] = subtitle.text }
    if let block = essay.thesis {
      var names: [String: Any] = [
        "subject": block.subject.text, "insight": block.insight.text, "insight_mark": mark(block.insight.citations),
        "support": block.support.map(cited),
      ]
      if let metrics = block.metrics { names["metrics"] = table(metrics) }
      names["evidence"] = block.evidence.map(cited)
      if let close = block.close { names["close"] = close.text }
      view["thesis"] = names
    }
    view["has_drivers"] = !essay.drivers.isEmpty
    view["drivers"] = essay.drivers.enumerated().map { index, driver in
      var names: [String: Any] = [
        "number": "\(index + 1)", "heading": driver.heading.text, "paragraphs": driver.paragraphs.map(cited),
        "has_bullets": !driver.bullets.isEmpty, "bullets": driver.bullets.map(cited),
      ]
      if let taxonomy = driver.taxonomy { names["taxonomy"] = table(taxonomy) }
      names["close"] = driver.close.map(cited)
      return names
    }
    if let block = essay.implications {
      var names: [String: Any] = [
        "lists": block.lists.map { ["heading": $0.heading, "bullets": $0.bullets.map(cited)] as [String: Any] }
      ]
      if let lead = block.lead { names["lead"] = cited(lead) }
      if let question = block.question { names["question"] = cited(question) }
      view["implications"] = names
    }
    view["risks"] = essay.lens.risks.enumerated().map { index, risk in
      [
        "number": "\(index + 1)", "name": risk.name.text, "mechanism": risk.mechanism.map { "— \($0.text) " } ?? "",
        "likelihood": risk.likelihood.text,
        "mark": mark(risk.name.citations + (risk.mechanism?.citations ?? []) + risk.likelihood.citations),
      ]
    }
    view["reckoning"] = essay.lens.reckoning.map(cited)
    view["verdict"] = cited(essay.lens.verdict)
    view["bottom_line"] = essay.bottomLine.map(cited)
    view["signature"] = style.signature
    view["disclaimer"] = style.disclaimer
    view["footnotes"] = notes.texts.enumerated().map { ["number": "\($0 + 1)", "text": $1] }
    view["has_footnotes"] = !notes.texts.isEmpty
    view["front"] = front()
    if let chart { view["chart"] = ["file": chart.file, "alt": chart.alt] }
    return view
  }

  private func front() -> [String: Any] {
    let figures = Set(essay.passages.flatMap(\.figures)).count
    let earlier = RememberedFigure.reports(of: essay.passages.flatMap(\.parts).compactMap { $0.rememberedFigure })
    return [
      "has_earlier_reports": !earlier.isEmpty,
      "earlier_reports": earlier.map { report in
        [
          "title": Markdown.yaml(report.title), "publisher": report.publisher.map(Markdown.yaml) ?? "null",
          "date": report.date?.description ?? "null", "path": Markdown.yaml(report.path), "sha256": report.sha256,
        ]
      },
      "title": Markdown.yaml(Markdown.plain(essay.title.text)),
      "date": dossier.asOf.description,
      "as_of": (dossier.evidence.compactMap(\.report.metadata.date).max() ?? dossier.asOf).description,
      "verdict": verdict.outcome.rawValue,
      "figures": "\(figures)",
      "reports": dossier.evidence.map { evidence in
        let (source, metadata) = (evidence.report.source, evidence.report.metadata)
        return [
          "title": Markdown.yaml(metadata.title),
          "publisher": metadata.publisher.map(Markdown.yaml) ?? "null",
          "date": metadata.date?.description ?? "null",
          "path": Markdown.yaml(source.path),
          "sha256": source.sha256,
        ]
      },
      "has_struck_out": !thesis.strikes.isEmpty,
      "struck_out": thesis.strikes.map {
        [
          "claim": Markdown.yaml(dossier.string($0.claim.citation).shortened(to: 25)),
          "reason": Markdown.yaml("\($0.reason.rawValue): \($0.detail)"),
        ]
      },
    ]
  }
}

extension Thesis {
  /// What was struck out, as much of it as a note can list.
  fileprivate var strikes: [StruckOut] { Array(struckOut.prefix(12)) }
}

extension String {
  /// At most `count` words, with an ellipsis for what was left off.
  func shortened(to count: Int) -> String {
    let words = split(whereSeparator: \.isWhitespace)
    return words.prefix(count).joined(separator: " ") + (words.count > count ? " …" : "")
  }
}
