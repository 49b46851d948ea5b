/// A hash table that is filled once and then only asked, by keys that are hashes already.
///
/// Open addressing, at most half full, so that a key that is not there mostly costs one look. O(1).
struct KeyTable<Key: Equatable & Sendable, Value: Sendable>: Sendable {
  private struct Slot: Sendable {
    var key: Key
    var hash: UInt64
    var value: Value
  }

  private var slots: ContiguousArray<Slot?> = ContiguousArray(repeating: nil, count: 16)
  private var count = 0

  /// What was stored last for the key; nil for none. `hash` is always the same for equal keys.
  @inline(__always)
  func value(of key: Key, hash: UInt64) -> Value? {
    let mask = slots.count - 1
    var index = Self.home(hash) & mask
    while let slot = slots[index] {
      if slot.key == key { return slot.value }
      index = (index + 1) & mask
    }
    return nil
  }

  mutating func set(_ value: Value, for key: Key, hash: UInt64) {
    if count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var index = Self.home(hash) & mask
    while let slot = slots[index] {
      if slot.key == key {
        slots[index] = Slot(key: key, hash: hash, value: value)
        return
      }
      index = (index + 1) & mask
    }
    slots[index] = Slot(key: key, hash: hash, value: value)
    count += 1
  }

  private mutating func grow() {
    let old = slots
    slots = ContiguousArray(repeating: nil, count: old.count * 2)
    count = 0
    for case let slot? in old { set(slot.value, for: slot.key, hash: slot.hash) }
  }

  @inline(__always)
  private static func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ hash >> 29) }
}
