/// What the user decides about a note: none of it changes what is true.
package struct NoteStyle: Hashable, Sendable {
  package enum Citations: String, Hashable, Sendable, CaseIterable {
    /// Footnotes in the note, and the sidecar beside it.
    case footnotes
    /// The sidecar alone.
    case sidecar
    case none
  }

  package var citations: Citations = .footnotes
  /// Whether the metrics table is drawn as well.
  package var charts = true
  /// The colophon's first sentence.
  package var signature = "Alyosha is a daemon that reads research reports while its human sleeps."
  package var disclaimer = "This is not financial advice."

  package init() {}
}
