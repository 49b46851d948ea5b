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
/// Open addressing, at most half full. Most questions are for keys that are not there, and those look at four bytes: places
/// hold a part of the hash and the number of an entry, so that the tables of all lexicons stay near the processor. O(1).
struct KeyTable<Key: TableKey, Value: Sendable>: Sendable {
  /// Twelve bits of the hash, then the number of the entry from 1; 0 where there is none.
  private var places: ContiguousArray<UInt32> = ContiguousArray(repeating: 0, count: 16)
  private var keys: ContiguousArray<Key> = []
  private var values: ContiguousArray<Value> = []

  /// What was stored last for the key; nil for none.
  @inline(__always)
  func value(of key: Key) -> Value? { index(of: key).map { values[$0] } }

  @inline(__always)
  private func index(of key: Key) -> Int? {
    let hash = key.tableHash
    let mask = places.count - 1
    var place = Self.home(hash) & mask
    while places[place] != 0 {
      let found = Int(places[place] & Self.numbers) - 1
      if places[place] & ~Self.numbers == Self.tag(hash), keys[found] == key { return found }
      place = (place + 1) & mask
    }
    return nil
  }

  mutating func set(_ value: Value, for key: Key) {
    if let index = index(of: key) {
      values[index] = value
      return
    }
    keys.append(key)
    values.append(value)
    if keys.count * 2 > places.count {
      places = ContiguousArray(repeating: 0, count: places.count * 2)
      for index in keys.indices { put(index) }
    } else {
      put(keys.count - 1)
    }
  }

  /// Every entry, in the order in which they came.
  func forEach(_ body: (Key, Value) -> Void) { for index in keys.indices { body(keys[index], values[index]) } }

  private mutating func put(_ index: Int) {
    let hash = keys[index].tableHash
    let mask = places.count - 1
    var place = Self.home(hash) & mask
    while places[place] != 0 { place = (place + 1) & mask }
    places[place] = Self.tag(hash) | UInt32(index + 1) & Self.numbers
  }

  /// A lexicon has a few thousand entries.
  private static var numbers: UInt32 { 0xF_FFFF }

  @inline(__always)
  private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) & ~numbers }

  @inline(__always)
  private static func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ hash >> 29) }
}
