/// PDF, by way of poppler's `pdftotext -bbox-layout`, run as a bounded child process.
///
/// Its XHTML places every word on its page; columns, paragraphs, headings, lists, footnotes and tables are told from the
/// places (`PDFZones`, `PDFText`, `PDFTable`). A block's line is its page.
enum PDFFormat {
  static let program = "pdftotext"
  static let package = "poppler-utils"

  /// True where the bytes begin as a PDF does; a few bytes of junk may stand before.
  static func matches(_ bytes: [UInt8]) -> Bool {
    let mark = Array("%PDF-".utf8)
    guard let start = bytes.prefix(1024).firstIndex(of: mark[0]) else { return false }
    var index = start
    while index + mark.count <= min(bytes.count, 1024) {
      if bytes[index..<index + mark.count].elementsEqual(mark) { return index == 0 || isJunk(bytes[0..<index]) }
      index += 1
    }
    return false
  }

  /// What may stand before the mark: no markup or text about PDF files.
  private static func isJunk(_ bytes: ArraySlice<UInt8>) -> Bool { !bytes.contains { $0 == 0x3C } && bytes.count < 512 }

  static func read(
    _ bytes: [UInt8], path: String, limits: ReportReader.Limits
  ) throws(ReadingError) -> BlockAssembler {
    let pages = try pages(of: bytes, path: path, limits: limits)
    guard !pages.pages.isEmpty else { throw ReadingError(path: path, reason: .malformed("no page can be read")) }
    guard !pages.words.isEmpty else {
      throw ReadingError(path: path, reason: .picturesOnly(pages: pages.pages.count))
    }
    let assembler = BlockAssembler()
    let outcome = MarkupParser.parseHTML(PDFText(pages).html, into: assembler, depthLimit: limits.depth)
    if outcome.tooDeep { throw ReadingError(path: path, reason: .tooDeep(limit: limits.depth)) }
    for (name, content) in pages.information {
      switch name {
      case "title": if isTitle(content) { assembler.draft.hints.titleElement = content }
      case "author": if !content.isEmpty { assembler.draft.hints.meta.append(("author", content.collapsed)) }
      case "creationdate": assembler.draft.hints.made.append(content)
      default: break
      }
    }
    if pages.words.count >= limits.words {
      assembler.draft.notes.append("only the first \(limits.words) words were read (max-words)")
    }
    if pages.pages.count >= limits.pages {
      assembler.draft.notes.append("only the first \(limits.pages) pages were read (max-pages)")
    }
    return assembler
  }

  /// Programs leave the name of the file, or nothing a person wrote.
  private static func isTitle(_ title: String) -> Bool {
    let lower = title.lowercased()
    return title.count >= 5 && title.contains(" ") && !lower.hasPrefix("microsoft ") && !lower.hasPrefix("untitled")
      && ![".doc", ".docx", ".pdf", ".indd", ".qxd", ".xls", ".html", ".tex", ".dvi"].contains(where: lower.hasSuffix)
  }

  private static func pages(
    of bytes: [UInt8], path: String, limits: ReportReader.Limits
  ) throws(ReadingError) -> PDFPages {
    guard let program = ChildProcess.find(program) else {
      throw ReadingError(path: path, reason: .missingProgram(program, package: package))
    }
    var child = ChildProcess(
      program: program, arguments: ["-q", "-bbox-layout", "-enc", "UTF-8", "-l", "\(limits.pages)", "-", "-"])
    child.seconds = limits.seconds
    let pages = PDFPages()
    let events = XMLEvents(sink: pages, depthLimit: 64)
    var piece: [UInt8] = []
    do throws(ChildProcess.Failure) {
      try child.run(input: bytes) { raw in
        // Control characters from broken fonts are not XML.
        guard raw.contains(where: { $0 < 0x20 && $0 != 0x0A }) else {
          return events.feed(raw) && pages.words.count < limits.words
        }
        piece.removeAll(keepingCapacity: true)
        for byte in raw { piece.append(byte < 0x20 && byte != 0x0A ? 0x20 : byte) }
        return piece.withUnsafeBytes { events.feed($0) } && pages.words.count < limits.words
      }
    } catch {
      events.close()
      switch error {
      case .cannotStart(let why): throw ReadingError(path: path, reason: .unreadable("\(Self.program): \(why)"))
      case .timedOut: throw ReadingError(path: path, reason: .timedOut(seconds: limits.seconds))
      case .tooMuchOutput: throw ReadingError(path: path, reason: .malformed("its text is larger than 1 GB"))
      case .failed(let status, let message):
        let lower = message.lowercased()
        if status == 3 || lower.contains("password") || lower.contains("encrypt") || isEncrypted(bytes) {
          throw ReadingError(path: path, reason: .encrypted)
        }
        // What was printed before it failed is kept where it is anything.
        if pages.words.isEmpty {
          throw ReadingError(path: path, reason: .malformed("\(Self.program) cannot read it; it may be cut short"))
        }
      }
    }
    events.close()
    return pages
  }

  /// With `-q` the program gives no reason, so the trailer's own word is looked for near the end.
  private static func isEncrypted(_ bytes: [UInt8]) -> Bool {
    let mark = Array("/Encrypt".utf8)
    for region in [bytes.suffix(1 << 16), bytes.prefix(1 << 16)] {
      var start = region.startIndex
      while let slash = region[start...].firstIndex(of: mark[0]), slash + mark.count <= region.endIndex {
        if region[slash..<slash + mark.count].elementsEqual(mark) { return true }
        start = slash + 1
      }
    }
    return false
  }
}
