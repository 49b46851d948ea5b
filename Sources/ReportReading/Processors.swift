import Dispatch
import Glibc

/// The processors that the reading of one report may use.
package struct Processors: Hashable, Sendable {
  /// At least 1.
  package let count: Int

  package init(count: Int) { self.count = max(1, count) }

  package static let one = Processors(count: 1)
  package static let all = Processors(count: sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// What `work` gives for each of 0 ..< `pieces`, in that order whichever is done first.
  package func map<Result: Sendable>(_ pieces: Int, _ work: @Sendable (Int) -> Result) -> [Result] {
    guard count > 1, pieces > 1 else { return (0..<pieces).map(work) }
    var results = [Result?](repeating: nil, count: pieces)
    results.withUnsafeMutableBufferPointer { buffer in
      // Safe: each piece writes a place of its own, and `concurrentPerform` returns when all are done.
      nonisolated(unsafe) let places = buffer
      DispatchQueue.concurrentPerform(iterations: pieces) { places[$0] = work($0) }
    }
    return results.compactMap { $0 }
  }

  /// The lists that `work` gives for each of 0 ..< `pieces`, one after the other.
  package func flatMap<Element: Sendable>(_ pieces: Int, _ work: @Sendable (Int) -> [Element]) -> [Element] {
    let lists = map(pieces, work)
    guard lists.count != 1 else { return lists[0] }
    var all: [Element] = []
    all.reserveCapacity(lists.reduce(0) { $0 + $1.count })
    for list in lists { all += list }
    return all
  }

  /// What two pieces of work give that do not wait for each other.
  package func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    guard count > 1 else { return (first(), second()) }
    var (one, other): (First?, Second?) = (nil, nil)
    withUnsafeMutablePointer(to: &one) { one in
      withUnsafeMutablePointer(to: &other) { other in
        // Safe as above.
        nonisolated(unsafe) let places = (one, other)
        DispatchQueue.concurrentPerform(iterations: 2) { piece in
          if piece == 0 { places.0.pointee = first() } else { places.1.pointee = second() }
        }
      }
    }
    guard let one, let other else { return (first(), second()) }
    return (one, other)
  }
}
