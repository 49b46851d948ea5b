import Dispatch

/// Markup events in the order they came, with the bytes they speak of.
struct MarkupEvents: Sendable {
  private enum Event {
    case start(Element, line: Int32, attributes: Int32)
    case end(Element)
    case characters(count: Int32)
  }

  private var events: [Event] = []
  private var attributes: [(name: Attribute, count: Int32)] = []
  /// Attribute values and text, in the order of the events.
  private var bytes: [UInt8] = []

  /// What is kept before it is handed on: a fiftieth of a usual filing, so that little is left to do when the parser ends.
  private static let mostBytes = 32 << 10
  private static let mostEvents = 2048

  init() {
    events.reserveCapacity(Self.mostEvents)
    attributes.reserveCapacity(Self.mostEvents)
    bytes.reserveCapacity(Self.mostBytes + 4096)
  }

  var isFull: Bool { bytes.count >= Self.mostBytes || events.count >= Self.mostEvents }

  mutating func start(_ element: Element, _ list: [MarkupAttribute], line: Int) {
    events.append(
      .start(element, line: Int32(truncatingIfNeeded: line), attributes: Int32(truncatingIfNeeded: list.count)))
    for attribute in list {
      attributes.append((attribute.name, Int32(truncatingIfNeeded: attribute.value.count)))
      bytes.append(contentsOf: attribute.value)
    }
  }

  mutating func end(_ element: Element) { events.append(.end(element)) }

  mutating func characters(_ text: UnsafeBufferPointer<UInt8>) {
    events.append(.characters(count: Int32(truncatingIfNeeded: text.count)))
    bytes.append(contentsOf: text)
  }

  /// Gives them to an assembler.
  func replay(into sink: BlockAssembler) {
    var list: [MarkupAttribute] = []
    var nextAttribute = 0
    var nextByte = 0
    // Safe: the assembler keeps no pointer beyond the call that hands it over.
    bytes.withUnsafeBufferPointer { bytes in
      func take(_ count: Int32) -> UnsafeBufferPointer<UInt8> {
        defer { nextByte += Int(count) }
        return UnsafeBufferPointer(rebasing: bytes[nextByte..<nextByte + Int(count)])
      }
      for event in events {
        switch event {
        case .start(let element, let line, let count):
          list.removeAll(keepingCapacity: true)
          for attribute in attributes[nextAttribute..<nextAttribute + Int(count)] {
            list.append(MarkupAttribute(name: attribute.name, value: take(attribute.count)))
          }
          nextAttribute += Int(count)
          sink.start(element, list, line: Int(line))
        case .end(let element): sink.end(element)
        case .characters(let count): sink.characters(take(count))
        }
      }
    }
  }
}

/// Hands events on to an assembler on another processor, so that it works while the parser reads on.
///
/// The assembler is the queue's alone from the first event to `finish`; batches reach it in order.
final class MarkupRelay {
  private let sink: BlockAssembler
  private let queue = DispatchQueue(label: "alyosha.assembly")
  private let gathered = Held(MarkupEvents())

  init(to sink: BlockAssembler) { self.sink = sink }

  func start(_ element: Element, _ attributes: [MarkupAttribute], line: Int) {
    gathered.value.start(element, attributes, line: line)
    if gathered.value.isFull { handOn() }
  }

  func end(_ element: Element) {
    gathered.value.end(element)
    if gathered.value.isFull { handOn() }
  }

  func characters(_ text: UnsafeBufferPointer<UInt8>) {
    gathered.value.characters(text)
    if gathered.value.isFull { handOn() }
  }

  /// Waits until the assembler has taken every event.
  func finish() {
    handOn()
    queue.sync {}
  }

  private func handOn() {
    let events = gathered.value
    gathered.value = MarkupEvents()
    // Safe: nobody else touches the assembler before `finish` returns.
    nonisolated(unsafe) let sink = sink
    queue.async { events.replay(into: sink) }
  }
}
