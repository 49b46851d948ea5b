/// Builds the thesis that a dossier supports.
package struct ThesisBuilder: Sendable {
  /// Days in which a claim's recency weight halves.
  package let halfLife: Double

  package init(halfLife: Double = 365) { self.halfLife = halfLife }

  package func thesis(from dossier: Dossier) -> Thesis {
    Thesis(claims: [], groups: [], series: [], themes: [], core: nil, shift: nil, stances: [], taxonomies: [], struckOut: [])
  }
}
