import Dispatch
import Synchronization

/// Two pieces of work that do not need each other, done at the same time.
package enum TwoCores {
  /// Both results, when both are there. What they are does not depend on which is done first.
  package static func run<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let results = Mutex<(first: First?, second: Second?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      if index == 0 {
        let result = first()
        results.withLock { $0.first = result }
      } else {
        let result = second()
        results.withLock { $0.second = result }
      }
    }
    let done = results.withLock { $0 }
    guard let one = done.first, let other = done.second else { return (first(), second()) }
    return (one, other)
  }
}
