/// What a `KeyTable` finds its values by.
protocol TableKey: Equatable, Sendable {
  /// The same for equal keys, and mostly not for others.
  var tableHash: UInt64 { get }
}

/// The hash of a token or of a phrase.
extension UInt64: TableKey {
  var tableHash: UInt64 { self }
}

/// A hash table that is filled once and then only asked, by keys that are hashes already.
///
/// Open addressing, at most half full, so that a key that is not there mostly costs one look. O(1).
struct KeyTable<Key: TableKey, Value: Sendable>: Sendable {
  private struct Slot: Sendable {
    var key: Key
    var value: Value
  }

  private var slots: ContiguousArray<Slot?> = ContiguousArray(repeating: nil, count: 16)
  private var count = 0

  /// What was stored last for the key; nil for none.
  @inline(__always)
  func value(of key: Key) -> Value? {
    let mask = slots.count - 1
    var index = Self.home(key) & mask
    while let slot = slots[index] {
      if slot.key == key { return slot.value }
      index = (index + 1) & mask
    }
    return nil
  }

  mutating func set(_ value: Value, for key: Key) {
    if count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var index = Self.home(key) & mask
    while let slot = slots[index] {
      if slot.key == key {
        slots[index] = Slot(key: key, value: value)
        return
      }
      index = (index + 1) & mask
    }
    slots[index] = Slot(key: key, value: value)
    count += 1
  }

  /// Every entry, in no order that means anything.
  func forEach(_ body: (Key, Value) -> Void) { for case let slot? in slots { body(slot.key, slot.value) } }

  private mutating func grow() {
    let old = slots
    slots = ContiguousArray(repeating: nil, count: old.count * 2)
    count = 0
    for case let slot? in old { set(slot.value, for: slot.key) }
  }

  @inline(__always)
  private static func home(_ key: Key) -> Int {
    let hash = key.tableHash
    return Int(truncatingIfNeeded: hash ^ hash >> 29)
  }
}
