/// One report of a file that holds several: an item of a feed, a message or what is attached to it.
struct Member {
  /// What follows the file's path: "#item-2"; empty for the file's own text.
  var suffix: String
  /// UTF-8 of a text, or the bytes of an attached file.
  var bytes: [UInt8]
  var content: Content
  var title = ""
  var publisher = ""
  /// As it was written.
  var date = ""
  /// Where it stands on the web; empty where that is not said.
  var link = ""
  /// Line of the file on which it begins; 0 where its lines are not the file's.
  var line = 0
  var notes: [String] = []

  enum Content: Equatable {
    case html
    case text
    /// A page as it was saved, with all that is around its text.
    case page
    /// A file of any format, by its name.
    case file(name: String)
  }

  /// What its hash is taken of: two items with the same words under other titles are two reports.
  var identity: [UInt8] {
    var bytes: [UInt8] = []
    for field in [title, date, link] { bytes += Array(field.utf8) + [0] }
    return bytes + self.bytes
  }
}

/// What one file holds: the one report that most files are, or several.
package struct ReportFile: Sendable {
  /// Never empty. A report is known by the hash of its own bytes and by a path such as `feed.xml#item-2`.
  package var reports: [Report]
  /// What is in the file and could not be read.
  package var faults: [Fault] = []
  /// True for a feed, a message or a saved page, whose own hash is no report's.
  package var isContainer = false

  package struct Fault: Hashable, Sendable {
    /// `mail.eml#attachment-2`.
    package let path: String
    package let reason: String

    package init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }
  }
}

extension ReportReader {
  /// Every report in the file at `path`, most files having one; `-` is standard input.
  package func reports(path: String) throws(ReadingError) -> [Report] {
    if let (file, _) = Self.member(of: path) {
      return try reports(bytes: FileBytes.read(path: file, limit: limits.reportBytes), path: file)
        .filter { $0.source.path == path }
    }
    return try reports(bytes: FileBytes.read(path: path, limit: limits.reportBytes), path: path)
  }

  /// Every report in a file that is already in memory. What of it could not be read is noted in the first.
  package func reports(bytes: [UInt8], path: String) throws(ReadingError) -> [Report] {
    var file = try file(bytes: bytes, path: path)
    if let first = file.reports.first, !file.faults.isEmpty {
      file.reports[0] = first.noting(file.faults.map { "\($0.path): \($0.reason)" })
    }
    return file.reports
  }

  /// What a file that is already in memory holds: the items of a feed, a message and its attachments, or the one report
  /// that most files are. Throws where there is no report in it.
  package func file(bytes: [UInt8], path: String) throws(ReadingError) -> ReportFile {
    try file(bytes: bytes, path: path, depth: 0, budget: UnpackBudget(limits: limits))
  }

  /// True for a file whose own hash is no report's.
  package func isContainer(_ bytes: [UInt8], path: String) -> Bool {
    guard let content = try? unpacked(bytes, path: path, budget: UnpackBudget(limits: limits)) else { return false }
    return Container(content.bytes, path: content.name) != nil
  }

  /// What is in any layers of gzip, and its name there.
  private func unpacked(
    _ bytes: [UInt8], path: String, budget: UnpackBudget
  ) throws(ReadingError) -> (bytes: [UInt8], name: String, layers: Int) {
    var content = (bytes: bytes, name: path, layers: 0)
    while Packing(content.bytes) == .gzip {
      guard content.layers < limits.archiveDepth else { break }
      content = (
        try GzipFormat.unpacked(content.bytes, path: path, budget: budget), Packing.nameInside(content.name),
        content.layers + 1
      )
    }
    return content
  }

  private func file(
    bytes: [UInt8], path: String, depth: Int, budget: UnpackBudget
  ) throws(ReadingError) -> ReportFile {
    guard !bytes.isEmpty, bytes.count <= limits.reportBytes else {
      return ReportFile(reports: [try read(bytes: bytes, path: path)])
    }
    let content = try unpacked(bytes, path: path, budget: budget)
    guard let container = Container(content.bytes, path: content.name) else {
      return ReportFile(reports: [try whole(content, of: bytes, path: path, budget: budget)])
    }
    let opened = try container.members(of: content.bytes, path: path, limits: limits)
    var reports: [Report] = []
    var faults: [ReportFile.Fault] = []
    for member in opened.members {
      let name = path + member.suffix
      do throws(ReadingError) {
        if case .file(let file) = member.content {
          let isMessage = Container(member.bytes, path: file) == .email
          if isMessage, depth + 1 >= limits.messageDepth {
            let reason = "messages nested more than \(limits.messageDepth) deep are left out (max-message-depth)"
            faults.append(ReportFile.Fault(path: name, reason: reason))
            continue
          }
          func outer(_ path: String) -> String {
            let inner = path.hasPrefix(file) ? path.dropFirst(file.count) : ""
            return name + (inner.first == "#" ? "/" + inner.dropFirst() : String(inner))
          }
          let inner = try self.file(bytes: member.bytes, path: file, depth: depth + 1, budget: budget)
          reports += inner.reports.map { $0.renamed(outer($0.source.path)) }
          faults += inner.faults.map { ReportFile.Fault(path: outer($0.path), reason: $0.reason) }
        } else {
          reports.append(try self.report(of: member, format: container.format, path: name))
        }
      } catch {
        let label = if case .file(let file) = member.content { "\(file): " } else { "" }
        faults.append(ReportFile.Fault(path: name, reason: label + error.reason.text))
      }
    }
    guard let first = reports.first else {
      let reason = opened.notes.first ?? faults.first.map(\.reason)
      throw ReadingError(path: path, reason: reason.map { .malformed($0) } ?? .noText)
    }
    if !opened.notes.isEmpty { reports[0] = first.noting(opened.notes) }
    return ReportFile(reports: reports, faults: faults, isContainer: true)
  }

  /// The one report of a file, unpacked so far. Where nothing was packed, its hash is taken beside the reading.
  private func whole(
    _ unpacked: (bytes: [UInt8], name: String, layers: Int), of bytes: [UInt8], path: String, budget: UnpackBudget
  ) throws(ReadingError) -> Report {
    guard unpacked.layers > 0 else { return try read(bytes: bytes, path: path) }
    do throws(ReadingError) {
      guard !unpacked.bytes.isEmpty else { throw ReadingError(path: path, reason: .empty) }
      budget.depth += unpacked.layers
      defer { budget.depth -= unpacked.layers }
      let (assembler, format) = try draft(of: unpacked.bytes, path: unpacked.name, budget: budget)
      return try content(of: assembler, format: format, path: path)
        .report(path: path, bytes: bytes.count, sha256: Self.sha256(of: bytes))
    } catch {
      throw ReadingError(path: path, reason: error.reason)
    }
  }

  private func report(of member: Member, format: ReportFormat, path: String) throws(ReadingError) -> Report {
    try content(of: assembler(of: [member], path: path), format: format, path: path)
      .report(path: path, bytes: member.identity.count, sha256: Self.sha256(of: member.identity))
  }

  /// The texts of several members as one draft, for those who take a file for one report.
  func assembler(of members: [Member], path: String) throws(ReadingError) -> BlockAssembler {
    let assembler = BlockAssembler()
    for member in members {
      assembler.hasLines = member.line > 0
      assembler.statedLine = 0
      if !member.title.isEmpty, member.content != .page {
        assembler.start(.h1, [], line: member.line)
        member.title.utf8.withContiguousStorageIfAvailable { assembler.characters($0) }
        assembler.end(.h1)
      }
      let repaired = TextRepair.repair(member.bytes)
      if member.content == .text {
        PlainTextFormat.read(repaired.bytes, into: assembler)
      } else {
        try MarkupGuard.check(repaired.bytes, path: path)
        assembler.statedLine = member.line
        let outcome = MarkupParser.parseHTML(repaired.bytes, into: assembler, depthLimit: limits.depth)
        if outcome.tooDeep { throw ReadingError(path: path, reason: .tooDeep(limit: limits.depth)) }
      }
      assembler.draft.notes += member.notes
    }
    if let first = members.first {
      let known = [("publisher", first.publisher), ("date", first.date), ("title", first.title)]
      assembler.draft.hints.meta.insert(contentsOf: known.filter { !$0.1.isEmpty }, at: 0)
      assembler.draft.hints.link = first.link.isEmpty ? nil : first.link
    }
    return assembler
  }

  /// The file and the member that a path such as `feed.xml#item-2` names; nil where it is a file's own.
  package static func member(of path: String) -> (file: String, suffix: String)? {
    for mark in ["#item-", "#attachment-"] {
      if let range = path.range(of: mark) {
        return (String(path[..<range.lowerBound]), String(path[range.lowerBound...]))
      }
    }
    return nil
  }
}

extension Report {
  fileprivate func renamed(_ path: String) -> Report {
    let source = ReportSource(
      path: path, sha256: source.sha256, format: source.format, byteCount: source.byteCount)
    return Report(
      source: source, metadata: metadata, text: text, blocks: blocks, tables: tables, sentences: sentences,
      facts: facts, notes: notes)
  }

  fileprivate func noting(_ more: [String]) -> Report {
    Report(
      source: source, metadata: metadata, text: text, blocks: blocks, tables: tables, sentences: sentences,
      facts: facts, notes: notes + more)
  }
}
