import Foundation

/// What time it is: the system's, or a test's.
package struct NightClock: Sendable {
  /// Seconds since 1970.
  package let now: @Sendable () -> Int64

  package init(now: @escaping @Sendable () -> Int64) { self.now = now }

  package static let system = NightClock { Int64(Date().timeIntervalSince1970) }
}
