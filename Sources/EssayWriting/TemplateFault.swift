/// A fault in a template or a phrasing, with the place to mend.
package struct TemplateFault: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  /// From 1; 0 where the fault is of the file as a whole.
  package let line: Int
  package let message: String

  package init(file: String, line: Int, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  package var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}
