/// A number kept in half the space: a line, or a count of blocks, cells or points, of which no report has two billion. A filing
/// has ten thousand blocks and cells of such numbers, and memory touched for the first time costs more than the work on it.
@propertyWrapper
struct Narrow {
  private var held: Int32

  init(wrappedValue: Int) { held = Int32(clamping: wrappedValue) }

  var wrappedValue: Int {
    get { Int(held) }
    set { held = Int32(clamping: newValue) }
  }
}
