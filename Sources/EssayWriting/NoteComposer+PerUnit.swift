import FigureExtraction
import ReportReading
import ThesisBuilding

extension NoteComposer {
  /// What a figure is per, in the words of the label that says so ("per kW per month"); nil where it is per nothing, or
  /// where its own writing has it.
  func perUnit(_ reference: FigureReference) -> Passage? {
    let figure = dossier.figure(reference)
    guard let per = figure.quantity.per, !dossier.text(of: reference).states(per: per) else { return nil }
    for span in writing.labels(of: reference) {
      let label = dossier.evidence[reference.report].report.string(span)
      guard let words = label.words(per: per) else { continue }
      return Passage([.name(Citation(report: reference.report, span: span), Markdown.escaped(words))])
    }
    return nil
  }

  /// Whether a figure can be printed with all of its unit.
  func isWholeUnit(_ reference: FigureReference, named metric: String) -> Bool {
    let figure = dossier.figure(reference)
    guard let per = figure.quantity.per else { return true }
    return metric.states(per: per) || dossier.text(of: reference).states(per: per) || perUnit(reference) != nil
  }

  /// A sentence in which the first figure of a kind says what it is per, unless the measure's name does.
  func withPerUnits(_ passage: Passage) -> Passage {
    var text = passage.text
    var parts: [Passage.Part] = []
    for part in passage.parts {
      parts.append(part)
      guard case .figure(let reference, _) = part, let per = dossier.quantity(reference).per,
        !text.states(per: per), let words = perUnit(reference)
      else { continue }
      parts += (words.text.hasPrefix("/") ? [] : [.words(" ")]) + words.parts
      text += " \(words.text)"
    }
    return Passage(parts)
  }

  /// A row's name with what its figures are per: "Rent (per kW per month)".
  func withPerUnit(_ name: Passage, of figures: some Sequence<FigureReference>) -> Passage {
    for reference in figures {
      guard let per = dossier.quantity(reference).per, !name.text.states(per: per),
        let words = perUnit(reference)
      else { continue }
      return "\(name) (\(words))"
    }
    return name
  }
}

extension String {
  /// Whether it says what a quantity is per: "per common share" and "$/kW/month" do for "share" and "kW/month".
  fileprivate func states(per: String) -> Bool {
    let lower = lowercased()
    guard lower.contains("per ") || lower.contains("/") || lower.contains(" a ") else { return false }
    return per.lowercased().split(whereSeparator: { $0 == "/" || $0 == " " }).allSatisfy { lower.contains($0) }
  }

  /// Its own words for what a quantity is per, from "per" or the slash on.
  fileprivate func words(per: String) -> String? {
    let units = per.lowercased().split(separator: "/").map(String.init)
    let text = flattened
    let forms = [
      units.map { "per \($0)" }.joined(separator: " "), "per " + units.joined(separator: "/"),
      "/" + units.joined(separator: "/"), "a " + units.joined(separator: " a "),
    ]
    for form in forms {
      guard let found = text.lowercased().firstRange(of: form) else { continue }
      let start = text.lowercased().distance(from: text.lowercased().startIndex, to: found.lowerBound)
      return String(text.dropFirst(start).prefix(form.count))
    }
    return nil
  }
}
