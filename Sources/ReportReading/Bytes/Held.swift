/// A value that one class keeps for itself and reaches without the check of exclusive access, which the parser's events
/// would pay several times each (a sixth of all reading).
///
/// Safe: the memory lives as long as the holder, and a holder is used by one thread, one access inside the other never.
final class Held<Value> {
  private let place: UnsafeMutablePointer<Value>

  init(_ value: Value) {
    place = .allocate(capacity: 1)
    place.initialize(to: value)
  }

  deinit {
    place.deinitialize(count: 1)
    place.deallocate()
  }

  var value: Value {
    @inline(__always) _read { yield place.pointee }
    @inline(__always) _modify { yield &place.pointee }
  }
}
