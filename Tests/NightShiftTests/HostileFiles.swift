import Foundation
import Testing

/// Files that were made to harm whoever reads them, or that no care was taken with: what they may cost is themselves.
enum HostileFiles {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: @Sendable () -> Data
    var testDescription: String { name }

    init(_ name: String, _ bytes: @escaping @Sendable () -> Data) {
      self.name = name
      self.bytes = bytes
    }

    init(_ name: String, text: @escaping @Sendable () -> String) { self.init(name) { Data(text().utf8) } }
  }

  static let all: [Case] =
    entities + nesting + outside + archives + [
      // What is not there, or not all there.
      Case("empty.html", text: { "" }),
      Case("space.html", text: { String(repeating: " \n", count: 4096) }),
      Case("cut.html", text: { "<html><body><table><tr><td>Revenue was $5 mill" }),
      Case("cut.xml", text: { "<report><p>Revenue was $5 million" }),
      Case("noted.html", text: { "<!--" + String(repeating: "-", count: 200_000) }),
      Case("quoted.html", text: { "<p class=\"" + String(repeating: "a", count: 2_000_000) }),
      // What is no text, or not the text it says.
      Case("nul.html") { Data(count: 4096) },
      Case("nul-within.html") { Data("<p>Revenue was".utf8) + Data(count: 100) + Data(" $5 million.</p>".utf8) },
      Case("invalid.md") { Data([UInt8](repeating: 0xC0, count: 4096)) },
      Case("surrogates.html") { Data("<p>5 things ".utf8) + Data([0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80]) },
      Case("utf16.html") {
        Data([0xFF, 0xFE]) + ("<p>Revenue was $5 million.</p>".data(using: .utf16LittleEndian) ?? Data())
      },
      Case("utf16-odd.html") { Data([0xFE, 0xFF, 0x00]) },
      Case("wrong-charset.xml", text: { "<?xml version=\"1.0\" encoding=\"UTF-32\"?><r><p>5 things</p></r>" }),
      Case("no-charset.xml", text: { "<?xml version=\"1.0\" encoding=\"klingon\"?><r><p>5 things</p></r>" }),
      Case("picture.html") { Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + Data(count: 64) },
      Case("html-as.md", text: { "<!DOCTYPE html><html><body><p>Revenue was $5 million.</p></body></html>" }),
      Case("program.xml") { Data([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1]) + Data(count: 512) },
      Case(
        "half.pdf",
        text: { "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n" }),
      // Numbers and names.
      Case("digits.html", text: { "<p>It cost $" + String(repeating: "9", count: 1_000_000) + ".</p>" }),
      Case("scaled.html", text: { "<p>It cost $9" + String(repeating: " trillion", count: 20_000) + ".</p>" }),
      Case(
        "references.html", text: { "<p>" + String(repeating: "&#x110000;&#0;&#-1;&bogus;", count: 20_000) + "5</p>" }),
      Case("spans.html", text: { "<table><tr><td colspan=1000000 rowspan=1000000>5</td></tr></table>" }),
      Case("cells.html", text: { "<table>" + String(repeating: "<tr><td>5<td>6", count: 50_000) + "</table>" }),
      Case("controls.md", text: { "# \u{1B}[2J\u{202E}Revenue\n\nIt was $5 million.\u{7}\n" }),
      Case("line\nbreak.md", text: { "# Revenue\n\nIt was $5 million.\n" }),
      Case(String(repeating: "n", count: 250) + ".md", text: { "# Revenue\n\nIt was $6 million.\n" }),
    ]

  private static let entities = [
    Case(
      "laughs.xml", text: { "<?xml version=\"1.0\"?><!DOCTYPE r [\(chain(of: 9, times: 10))]><r><p>&l9; 5</p></r>" }),
    Case("laughs.html", text: { "<!DOCTYPE r [\(chain(of: 9, times: 10))]><p>&l9; 5 things</p>" }),
    Case(
      "quadratic.xml",
      text: {
        "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"\(String(repeating: "a", count: 50_000))\">]><r><p>"
          + String(repeating: "&a;", count: 50_000) + " 5 things</p></r>"
      }),
    Case(
      "parameters.xml",
      text: {
        "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY % a \"\(String(repeating: "x", count: 1000))\">"
          + (1...8).map {
            "<!ENTITY % p\($0) '\(String(repeating: $0 == 1 ? "&#37;a;" : "&#37;p\($0 - 1);", count: 20))'>"
          }
          .joined() + "%p8;]><r><p>5 things</p></r>"
      }),
    Case("itself.xml", text: { "<!DOCTYPE r [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]><r><p>&a; 5 things</p></r>" }),
  ]

  private static func chain(of depth: Int, times: Int) -> String {
    "<!ENTITY l0 \"lol\">"
      + (1...depth).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: times))\">" }.joined()
  }

  private static let nesting = [
    Case("nested.html", text: { String(repeating: "<div>", count: 1_000_000) + "5 things" }),
    Case("nested.xml", text: { String(repeating: "<a>", count: 1_000_000) + "5 things" }),
    Case("formatted.html", text: { String(repeating: "<b><i><a>", count: 200_000) + "5 things" }),
    Case("tables.html", text: { String(repeating: "<table><tr><td>", count: 100_000) + "5 things" }),
    Case("quotes.md", text: { String(repeating: ">", count: 100_000) + " 5 things\n" }),
    Case("lists.md", text: { (0..<2000).map { String(repeating: " ", count: $0) + "- 5" }.joined(separator: "\n") }),
    Case(
      "brackets.md", text: { String(repeating: "[", count: 100_000) + "5" + String(repeating: "](", count: 50_000) }),
    Case("stars.md", text: { String(repeating: "*a_ ", count: 50_000) + "5\n" }),
    Case("attributes.html", text: { "<p " + (0..<100_000).map { "a\($0)=1 " }.joined() + ">5 things</p>" }),
  ]

  /// What asks for other files or the network.
  private static let outside = [
    Case(
      "xxe.xml",
      text: {
        "<?xml version=\"1.0\"?><!DOCTYPE r SYSTEM \"http://127.0.0.1:9/x.dtd\" [<!ENTITY x SYSTEM "
          + "\"file:///etc/hostname\"><!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\">%p;]><r><p>&x; 5 things</p></r>"
      }),
    Case(
      "include.xml",
      text: {
        "<r xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"file:///etc/passwd\" parse=\"text\"/><p>5</p></r>"
      }),
    Case(
      "styled.xml",
      text: {
        "<?xml version=\"1.0\"?><?xml-stylesheet href=\"http://127.0.0.1:9/s.xsl\" type=\"text/xsl\"?><r><p>5</p></r>"
      }),
    Case(
      "linked.html",
      text: {
        "<html><head><link rel=stylesheet href=\"http://127.0.0.1:9/a.css\"><base href=\"http://127.0.0.1:9/\">"
          + "<meta http-equiv=refresh content=\"0;url=http://127.0.0.1:9/\"><script src=\"//127.0.0.1:9/a.js\"></script>"
          + "</head><body><img src=\"http://127.0.0.1:9/i.png\"><iframe src=\"file:///etc/passwd\"></iframe>"
          + "<p>There were 5 things.</p></body></html>"
      }),
    Case(
      "pictured.md", text: { "# A\n\n![](http://127.0.0.1:9/i.png)\n\n![](file:///etc/passwd) There were 5 things.\n" }),
  ]

  private static let archives = [
    Case("bomb.docx") { Zip.archive("word/document.xml", Zip.zeros(megabytes: 400)) },
    Case("slip.docx") { Zip.archive("../../../../tmp/alyosha-slipped", Zip.zeros(megabytes: 1)) },
    Case("half.docx") { Zip.archive("word/document.xml", Zip.zeros(megabytes: 1)).dropLast(60) },
    Case("zip.xml") { Data([0x50, 0x4B, 0x03, 0x04]) + Data(count: 1000) },
    Case("gzip.html") { Data([0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 3]) + Data(count: 100) },
  ]
}

/// Archives made by hand, of bytes that are all alike.
private enum Zip {
  /// `count` megabytes of zeros, deflated by the fixed code of RFC 1951 to an eleven-hundredth of that.
  static func zeros(megabytes: Int) -> (deflated: Data, size: Int) {
    let copies = megabytes * (1 << 20) / 258
    var bytes = Data(capacity: copies * 13 / 8 + 16)
    var (buffer, held): (UInt64, UInt64) = (0, 0)
    func put(_ bits: UInt64, _ count: UInt64) {
      buffer |= bits << held
      held += count
      while held >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: buffer))
        buffer >>= 8
        held -= 8
      }
    }
    // The last block, by the fixed code; then the literal 0, eight bits from the highest: 00110000.
    put(0b011, 3)
    put(0b0000_1100, 8)
    // Length 258 is code 285: 11000101; distance 1 is code 0 in five bits. The bits of codes go from the highest.
    for _ in 0..<copies { put(0b00000_1010_0011, 13) }
    // The end of the block is code 256: seven zeros.
    put(0, 7)
    put(0, 8)
    return (bytes, copies * 258 + 1)
  }

  static func archive(_ name: String, _ content: (deflated: Data, size: Int)) -> Data {
    func little(_ value: Int, _ count: Int) -> Data {
      Data((0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
    }
    let common =
      little(20, 2) + little(0, 2) + little(8, 2) + little(0, 4) + little(0, 4) + little(content.deflated.count, 4)
      + little(content.size, 4) + little(name.utf8.count, 2) + little(0, 2)
    let local = little(0x0403_4B50, 4) + common + Data(name.utf8) + content.deflated
    let central =
      little(0x0201_4B50, 4) + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
      + little(0, 4) + Data(name.utf8)
    return local + central + little(0x0605_4B50, 4) + little(0, 4) + little(1, 2) + little(1, 2)
      + little(central.count, 4) + little(local.count, 4) + little(0, 2)
  }
}
