/// A word of a page as `pdftotext` places it; coordinates are points from the top left corner.
struct PDFWord {
  var x0: Float
  var y0: Float
  var x1: Float
  var y1: Float
  /// Range in `PDFPages.text`.
  var start: Int32
  var count: Int32
  /// Index in `PDFPages.lines`.
  var line: Int32

  var height: Float { y1 - y0 }
  var middle: Float { (y0 + y1) / 2 }
}

/// A line of one block; poppler never runs a line over a gutter that it saw.
struct PDFLine {
  var x0: Float
  var y0: Float
  var x1: Float
  var y1: Float
  var block: Int32
  var wordCount: Int32
}

struct PDFPage {
  var width: Float
  var height: Float
  /// Ranges of the document's words and lines.
  var words: Range<Int>
  var lines: Range<Int>
}

/// The words of a document, page by page, read from the XHTML that `pdftotext -bbox-layout` prints.
final class PDFPages: XMLEventSink {
  private(set) var text: [UInt8] = []
  private(set) var words: [PDFWord] = []
  private(set) var lines: [PDFLine] = []
  private(set) var pages: [PDFPage] = []
  /// `title`, and the names of `meta` in lower case.
  private(set) var information: [(name: String, content: String)] = []
  private var blocks: Int32 = 0
  private var isInWord = false
  private var isInTitle = false
  private var title: [UInt8] = []

  func start(_ name: String, uri: String, _ attributes: XMLAttributes) {
    switch name {
    case "page":
      pages.append(
        PDFPage(
          width: attributes.number("width"), height: attributes.number("height"), words: words.count..<words.count,
          lines: lines.count..<lines.count))
    case "block": blocks += 1
    case "line":
      lines.append(
        PDFLine(
          x0: attributes.number("xMin"), y0: attributes.number("yMin"), x1: attributes.number("xMax"),
          y1: attributes.number("yMax"), block: blocks, wordCount: 0))
    case "word":
      words.append(
        PDFWord(
          x0: attributes.number("xMin"), y0: attributes.number("yMin"), x1: attributes.number("xMax"),
          y1: attributes.number("yMax"), start: Int32(text.count), count: 0, line: Int32(lines.count - 1)))
      isInWord = true
    case "title": isInTitle = true
    case "meta":
      if let name = attributes["name"], let content = attributes["content"], information.count < 64 {
        information.append((name.lowercased(), content))
      }
    default: break
    }
  }

  func end(_ name: String, uri: String) {
    switch name {
    case "word":
      isInWord = false
      guard let last = words.indices.last else { return }
      words[last].count = Int32(text.count) - words[last].start
      // Text that stands upright has width; words that are nothing or turned on their side tell nothing here.
      if words[last].count == 0 || words[last].height <= 0 || words[last].x1 <= words[last].x0 {
        words.removeLast()
      } else if lines.indices.contains(Int(words[last].line)) {
        lines[Int(words[last].line)].wordCount += 1
      } else {
        words.removeLast()
      }
    case "title":
      isInTitle = false
      information.append(("title", String(decoding: title, as: UTF8.self).collapsed))
    case "page":
      guard let last = pages.indices.last else { return }
      pages[last].words = pages[last].words.lowerBound..<words.count
      pages[last].lines = pages[last].lines.lowerBound..<lines.count
    default: break
    }
  }

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInWord { text.append(contentsOf: bytes) }
    if isInTitle, title.count < 1000 { title.append(contentsOf: bytes) }
  }

  func bytes(of word: PDFWord) -> ArraySlice<UInt8> { text[Int(word.start)..<Int(word.start + word.count)] }
  func string(of word: PDFWord) -> String { String(decoding: bytes(of: word), as: UTF8.self) }

  /// Words with a space between them.
  func joined(_ words: [PDFWord]) -> [UInt8] {
    var result: [UInt8] = []
    for word in words {
      if !result.isEmpty { result.append(0x20) }
      result.append(contentsOf: bytes(of: word))
    }
    return result
  }

  /// The height that most letters have; 0 without words.
  private(set) lazy var bodyHeight: Float = {
    var letters: [Int: Int] = [:]
    for word in words { letters[Int((word.height * 4).rounded()), default: 0] += Int(word.count) }
    // The most letters; of equals the smaller height, so that the answer never depends on order.
    let best = letters.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
    return best.map { Float($0.key) / 4 } ?? 0
  }()
}
