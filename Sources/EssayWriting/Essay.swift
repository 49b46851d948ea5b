import ThesisBuilding

/// A note before it is rendered: the blocks of the source essay's anatomy, each made of passages.
///
/// A block with nothing true to say is nil or empty, and its heading is not printed.
package struct Essay: Sendable {
  package var title: Passage
  package var subtitle: Passage?
  package var hook: [Passage] = []
  package var thesis: ThesisBlock?
  package var drivers: [Driver] = []
  package var implications: Implications?
  package var lens: Lens
  package var bottomLine: [Passage] = []

  package struct ThesisBlock: Sendable {
    /// The words between "The" and "Thesis" in the heading.
    package var subject: Passage
    /// The bold sentence.
    package var insight: Passage
    package var support: [Passage] = []
    package var metrics: MetricsTable?
    package var evidence: [Passage] = []
    package var close: Passage?
  }

  /// Rows of cells under column headings; a nil cell is unknown.
  package struct MetricsTable: Sendable {
    package var lead: Passage
    package var columns: [Passage]
    package var rows: [[Passage?]]
  }

  package struct Driver: Sendable {
    package var heading: Passage
    package var paragraphs: [Passage] = []
    package var bullets: [Passage] = []
    package var taxonomy: MetricsTable?
    package var close: [Passage] = []
  }

  package struct Implications: Sendable {
    package var lead: Passage?
    package var lists: [StanceList] = []
    package var question: Passage?
  }

  package struct StanceList: Sendable {
    package var heading: String
    package var bullets: [Passage]
  }

  package struct Lens: Sendable {
    package var risks: [Risk] = []
    /// What earlier reports forecast, and what came of it.
    package var reckoning: [Passage] = []
    package var verdict: Passage
  }

  package struct Risk: Sendable {
    package var name: Passage
    package var mechanism: Passage?
    /// "Real risk — most of the case survives it."
    package var likelihood: Passage
  }

  /// Every passage, in the order in which the note prints them.
  package var passages: [Passage] {
    var all: [Passage] = [title]
    if let subtitle { all.append(subtitle) }
    all += hook
    if let thesis {
      all += [thesis.subject, thesis.insight] + thesis.support
      if let table = thesis.metrics { all += table.passages }
      all += thesis.evidence
      if let close = thesis.close { all.append(close) }
    }
    for driver in drivers {
      all += [driver.heading] + driver.paragraphs + driver.bullets
      if let table = driver.taxonomy { all += table.passages }
      all += driver.close
    }
    if let implications {
      if let lead = implications.lead { all.append(lead) }
      all += implications.lists.flatMap(\.bullets)
      if let question = implications.question { all.append(question) }
    }
    for risk in lens.risks {
      all.append(risk.name)
      if let mechanism = risk.mechanism { all.append(mechanism) }
      all.append(risk.likelihood)
    }
    return all + lens.reckoning + [lens.verdict] + bottomLine
  }
}

extension Essay.MetricsTable {
  package var passages: [Passage] { [lead] + columns + rows.flatMap { $0.compactMap { $0 } } }
}
