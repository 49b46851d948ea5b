/// A number kept in half the space: a place in a report, which is never 2 GB long, or a count of what it holds. A filing has
/// ten thousand blocks and cells of such numbers, and memory that is touched for the first time costs more than the work on it.
@propertyWrapper
struct Narrow {
  private var held: Int32

  init(wrappedValue: Int) { held = Int32(clamping: wrappedValue) }

  var wrappedValue: Int {
    get { Int(held) }
    set { held = Int32(clamping: newValue) }
  }
}
