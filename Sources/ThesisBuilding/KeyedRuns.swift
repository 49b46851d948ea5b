/// Elements by key, the keys in the order in which they are met.
///
/// The cells of a table come row by row: an element mostly has the key of the one before, or the key that followed that one
/// the last time. Both cost a comparison, and only others a look into a dictionary. O(1). Usable from inline code, so that
/// other modules have it made for their own keys.
@usableFromInline
package struct KeyedRuns<Key: Hashable, Element> {
  @usableFromInline var all: [(key: Key, elements: [Element])] = []
  /// For each run the one that an element was added to after it, the last time.
  @usableFromInline var following: [Int] = []
  @usableFromInline var places: [Key: Int] = [:]
  @usableFromInline var last = 0

  @inlinable package init() {}

  @inlinable package var runs: [(key: Key, elements: [Element])] { all }

  @inlinable package mutating func add(_ element: Element, to key: Key) { all[place(of: key)].elements.append(element) }

  @inlinable mutating func place(of key: Key) -> Int {
    if !all.isEmpty {
      if all[last].key == key { return last }
      let next = following[last]
      if all[next].key == key {
        last = next
        return next
      }
    }
    let place = places[key] ?? all.count
    if place == all.count {
      places[key] = place
      all.append((key, []))
      following.append(place)
    }
    following[last] = place
    last = place
    return place
  }
}
