import FigureExtraction
import ReportReading

/// A whole and the parts that add up to it, column by column of one table.
package struct Breakdown: Hashable, Sendable {
  package let whole: Line
  /// In the table's order; at least two.
  package let parts: [Line]
  package let table: TableReference
  /// How much an analyst wants to see the whole, 0 to 10, as for series.
  package let salience: Double

  package init(whole: Line, parts: [Line], table: TableReference, salience: Double) {
    self.whole = whole
    self.parts = parts
    self.table = table
    self.salience = salience
  }

  /// A row of the table over the periods that every line has.
  package struct Line: Hashable, Sendable {
    /// From the row's label.
    package let name: String
    package let citation: Citation
    /// By period, each once; at least two, the same for every line.
    package let points: [Series.Point]

    package init(name: String, citation: Citation, points: [Series.Point]) {
      self.name = name
      self.citation = citation
      self.points = points
    }
  }
}
