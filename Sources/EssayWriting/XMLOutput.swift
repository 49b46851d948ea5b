import CLibXML2

/// A well-formed XML document in memory, by libxml2's writer.
///
/// A failure of the writer, which is only ever want of memory, leaves the document empty.
final class XMLOutput {
  // Safe: both are made here, used only here, and freed once in `deinit`; the writer is freed before its buffer.
  private let buffer: xmlBufferPtr?
  private let writer: xmlTextWriterPtr?

  init() {
    buffer = xmlBufferCreate()
    writer = buffer.flatMap { xmlNewTextWriterMemory($0, 0) }
    xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil)
  }

  deinit {
    if let writer { xmlFreeTextWriter(writer) }
    if let buffer { xmlBufferFree(buffer) }
  }

  /// An element with its attributes in the order given, its text, and what `content` writes inside it.
  func element(
    _ name: String, _ attributes: [(String, String)] = [], text: String = "", content: () -> Void = {}
  ) {
    xmlTextWriterStartElement(writer, name)
    for (key, value) in attributes { xmlTextWriterWriteAttribute(writer, key, Self.clean(value)) }
    if !text.isEmpty { xmlTextWriterWriteString(writer, Self.clean(text)) }
    content()
    xmlTextWriterEndElement(writer)
  }

  /// The document so far, closed: nothing can be added after.
  var bytes: [UInt8] {
    xmlTextWriterEndDocument(writer)
    guard let buffer, let content = xmlBufferContent(buffer) else { return [] }
    // Safe: the buffer holds `xmlBufferLength` bytes and is not written to while they are copied.
    return Array(UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))))
  }

  /// Without the characters that XML cannot hold.
  private static func clean(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }))
  }
}
