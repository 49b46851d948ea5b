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

  /// Every report in a file that is already in memory: the items of a feed, a message and its attachments, or the one
  /// report that most files are. Each is known by the hash of its own bytes and by a path such as `feed.xml#item-2`.
  package func reports(bytes: [UInt8], path: String) throws(ReadingError) -> [Report] {
    try reports(bytes: bytes, path: path, depth: 0)
  }

  private func reports(bytes: [UInt8], path: String, depth: Int) throws(ReadingError) -> [Report] {
    guard !bytes.isEmpty, bytes.count <= limits.reportBytes, let container = Container(bytes, path: path) else {
      return [try read(bytes: bytes, path: path)]
    }
    let opened = try container.members(of: bytes, path: path, limits: limits)
    var reports: [Report] = []
    var faults: [String] = opened.notes
    for member in opened.members {
      let name = path + member.suffix
      do throws(ReadingError) {
        if case .file(let file) = member.content {
          let isMessage = Container(member.bytes, path: file) == .email
          if isMessage, depth + 1 >= limits.messageDepth {
            faults.append("\(file): messages nested more than \(limits.messageDepth) deep were left out")
            continue
          }
          for report in try self.reports(bytes: member.bytes, path: file, depth: depth + 1) {
            let inner = report.source.path.hasPrefix(file) ? report.source.path.dropFirst(file.count) : ""
            let suffix = inner.first == "#" ? "/" + inner.dropFirst() : String(inner)
            reports.append(report.renamed(name + suffix))
          }
        } else {
          reports.append(try self.report(of: member, format: container.format, path: name))
        }
      } catch {
        faults.append("\(member.title.isEmpty ? member.suffix : member.title): \(error.reason.text)")
      }
    }
    guard let first = reports.first else {
      throw ReadingError(path: path, reason: faults.isEmpty ? .noText : .malformed(faults[0]))
    }
    if !faults.isEmpty { reports[0] = first.noting(faults) }
    return reports
  }

  private func report(of member: Member, format: ReportFormat, path: String) throws(ReadingError) -> Report {
    try content(of: assembler(of: [member], path: path), format: format, path: path)
      .report(path: path, bytes: member.bytes.count, sha256: Self.sha256(of: member.bytes))
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
