import Glibc

/// A page whose styles are written as marks of a few bytes, because libxml2 reads attributes one character at a time: of a
/// filing two thirds are styles, some hundreds of them over and over.
///
/// In: a page in UTF-8. Out: the same page, line by line, with marks in place of the values of `style`, and the style that each
/// mark stands for. What it takes for a tag is what libxml2 takes for one; where a page is written so that this is in doubt,
/// the rest of it stays as it is. O(length).
struct AbbreviatedPage {
  private(set) var bytes: [UInt8] = []
  /// What the marks stand for, in the order of their numbers.
  private(set) var styles: [InlineStyle] = []

  /// Begins a mark. A page that has this byte anywhere is not abbreviated.
  static let mark: UInt8 = 0x7F
  /// Fewer bytes are not worth the look.
  private static let leastPage = 64 << 10
  /// Bytes at the beginning of a page that tell whether it has styles.
  private static let head = 32 << 10
  /// Shorter styles are no longer than a mark.
  private static let leastStyle = 6

  /// Nil where the page has few styles, or none that could be abbreviated.
  init?(_ page: [UInt8]) {
    guard page.count >= Self.leastPage, ByteSearch.first(Self.mark, in: page) == nil,
      ByteSearch.first(0, in: page) == nil
    else { return nil }
    bytes.reserveCapacity(page.count)
    // Safe: the buffer is used only inside the call, and the scanner stays within it.
    page.withUnsafeBufferPointer { page in
      var scanner = TagScanner(page)
      var known = Array(repeating: 0..<0, count: 1024)
      var numbers = Array(repeating: 0, count: known.count)
      var copied = 0
      while let value = scanner.nextStyle() {
        if value.lowerBound > Self.head, styles.isEmpty { break }
        guard value.count >= Self.leastStyle else { continue }
        let style = UnsafeBufferPointer(rebasing: page[value])
        let slot = Int(StyleCache.hash(style) >> 54)
        if known[slot].count != value.count || !Self.isSame(page, known[slot].lowerBound, value) {
          guard Self.isPlain(page[value]) else { continue }
          known[slot] = value
          numbers[slot] = styles.count
          styles.append(InlineStyle(style))
        }
        bytes.append(contentsOf: page[copied..<value.lowerBound])
        Self.append(mark: numbers[slot], to: &bytes)
        copied = value.upperBound
      }
      bytes.append(contentsOf: page[copied...])
    }
    if styles.isEmpty { return nil }
  }

  /// Printable ASCII without references.
  private static func isPlain(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    value.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "<") }
  }

  private static func isSame(_ page: UnsafeBufferPointer<UInt8>, _ start: Int, _ other: Range<Int>) -> Bool {
    // Safe: both are ranges that the scanner found in the page.
    page.baseAddress.map { memcmp($0 + start, $0 + other.lowerBound, other.count) == 0 } ?? false
  }

  /// The mark of a number: its hexadecimal digits as `a` to `p`, the last first.
  private static func append(mark number: Int, to bytes: inout [UInt8]) {
    bytes.append(mark)
    var rest = number
    repeat {
      bytes.append(UInt8(ascii: "a") + UInt8(rest & 15))
      rest >>= 4
    } while rest > 0
  }

  /// The number of a mark; nil of every other value.
  static func number(of value: UnsafeBufferPointer<UInt8>) -> Int? {
    guard value.first == mark, (2...9).contains(value.count) else { return nil }
    return value.dropFirst().reversed().reduce(0) { $0 << 4 | Int(($1 &- UInt8(ascii: "a")) & 15) }
  }
}

/// Finds the values of `style` attributes in a page's tags, as long as there is no doubt what libxml2 takes for a tag.
private struct TagScanner {
  private let page: UnsafeBufferPointer<UInt8>
  private var place = 0
  private var isInTag = false
  private var hasStyle = false
  /// The element whose tag it is in holds no markup.
  private var raw: [UInt8]?
  private var isFirst = true

  /// Names that are longer are cut by libxml2 (at 100).
  private static let longestName = 64

  init(_ page: UnsafeBufferPointer<UInt8>) { self.page = page }

  /// The next value; nil at the end of what is without doubt.
  mutating func nextStyle() -> Range<Int>? {
    while true {
      if isInTag {
        guard let found = attribute() else { return nil }
        if let style = found { return style }
      } else {
        guard openTag() else { return nil }
      }
    }
  }

  private func byte(_ index: Int) -> UInt8 { index < page.count ? page[index] : 0 }

  private func find(_ byte: UInt8, from start: Int) -> Int? {
    // Safe: looks at no byte beyond the page's count.
    guard start < page.count, let base = page.baseAddress,
      let found = memchr(base + start, Int32(byte), page.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

  /// Goes to the attributes of the next element; false at the end, or where it is in doubt.
  private mutating func openTag() -> Bool {
    while let open = find(UInt8(ascii: "<"), from: place) {
      let next = byte(open + 1)
      switch next {
      case UInt8(ascii: "!"):
        guard skipDeclaration(open) else { return false }
      case UInt8(ascii: "?"):
        guard Self.isLetter(byte(open + 2)), let end = find(UInt8(ascii: ">"), from: open) else { return false }
        place = end + 1
      case UInt8(ascii: "/"):
        guard Self.isLetter(byte(open + 2)), let end = find(UInt8(ascii: ">"), from: open) else { return false }
        place = end + 1
      case _ where Self.isLetter(next):
        let name = open + 1..<endOfName(open + 1)
        guard name.count <= Self.longestName else { return false }
        place = name.upperBound
        isInTag = true
        isFirst = false
        hasStyle = false
        raw = rawName(name)
        return true
      case UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."): return false
      default:
        // Text, once there was an element.
        if isFirst { return false }
        place = open + 1
      }
    }
    return false
  }

  /// Passes a comment or a declaration.
  private mutating func skipDeclaration(_ open: Int) -> Bool {
    if byte(open + 2) == UInt8(ascii: "-"), byte(open + 3) == UInt8(ascii: "-") {
      // `<!-->` and `--!>` end a comment early.
      var dash = open + 4
      if byte(dash) == UInt8(ascii: ">") || byte(dash) == UInt8(ascii: "-") { return false }
      while let next = find(UInt8(ascii: "-"), from: dash) {
        dash = next + 1
        guard byte(dash) == UInt8(ascii: "-") else { continue }
        if byte(dash + 1) == UInt8(ascii: "!") { return false }
        if byte(dash + 1) == UInt8(ascii: ">") {
          place = dash + 2
          return true
        }
      }
      return false
    }
    guard let end = find(UInt8(ascii: ">"), from: open) else { return false }
    let inside = page[open + 1..<end]
    guard !inside.contains(UInt8(ascii: "<")), inside.count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 0,
      !inside.contains(UInt8(ascii: "'"))
    else { return false }
    place = end + 1
    return true
  }

  private func endOfName(_ start: Int) -> Int {
    var end = start
    while end < page.count {
      let byte = page[end]
      guard
        Self.isLetter(byte) || byte >= 0x30 && byte <= 0x3A || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
          || byte == UInt8(ascii: ".")
      else { break }
      end += 1
    }
    return end
  }

  private func isName(_ range: Range<Int>, _ name: StaticString) -> Bool {
    guard range.count == name.utf8CodeUnitCount else { return false }
    return name.withUTF8Buffer { name in zip(page[range], name).allSatisfy { $0 | 0x20 == $1 } }
  }

  private func rawName(_ name: Range<Int>) -> [UInt8]? {
    isName(name, "script") ? Array("script".utf8) : isName(name, "style") ? Array("style".utf8) : nil
  }

  /// Passes one attribute or the end of the tag: nil where it is in doubt, otherwise the value of a style.
  private mutating func attribute() -> Range<Int>?? {
    skipBlanks()
    switch byte(place) {
    case UInt8(ascii: ">"):
      place += 1
      isInTag = false
      return raw.map { skipContent(of: $0) } ?? true ? .some(nil) : nil
    case UInt8(ascii: "/") where byte(place + 1) == UInt8(ascii: ">"):
      place += 2
      isInTag = false
      return .some(nil)
    case let first where Self.isLetter(first) || first == UInt8(ascii: "_") || first == UInt8(ascii: ":"): break
    default: return nil
    }
    let name = place..<endOfName(place)
    guard name.count <= Self.longestName else { return nil }
    place = name.upperBound
    skipBlanks()
    guard byte(place) == UInt8(ascii: "=") else { return .some(nil) }
    place += 1
    skipBlanks()
    let quote = byte(place)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      while place < page.count, !Self.isBlank(page[place]), page[place] != UInt8(ascii: ">") { place += 1 }
      return .some(nil)
    }
    guard let end = find(quote, from: place + 1) else { return nil }
    let value = place + 1..<end
    place = end + 1
    guard isName(name, "style") else { return .some(nil) }
    // Of two styles the first counts, whatever becomes of it.
    if hasStyle { return .some(nil) }
    hasStyle = true
    return value
  }

  private mutating func skipBlanks() { while Self.isBlank(byte(place)) { place += 1 } }

  /// Goes to the end tag of an element whose content is no markup.
  private mutating func skipContent(of name: [UInt8]) -> Bool {
    while let open = find(UInt8(ascii: "<"), from: place) {
      place = open + 1
      guard byte(place) == UInt8(ascii: "/"), place + 1 + name.count <= page.count else { continue }
      if zip(page[(place + 1)...], name).allSatisfy({ $0 | 0x20 == $1 }) {
        place = open
        return true
      }
    }
    return false
  }
}
