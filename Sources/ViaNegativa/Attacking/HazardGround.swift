import Synchronization
import ThesisBuilding

/// What hazards are held against: the thesis' groups by their terms, and how rare each term is. Made when first asked for.
package final class HazardGround: Sendable {
  private let thesis: Thesis
  private let dossier: Dossier
  private let stated: StatedHazards
  private let thresholds: RiskEvaluator.Thresholds
  private let rarities = Mutex<TermRarity?>(nil)
  private let indices = Mutex<AttackIndex?>(nil)

  package init(
    _ thesis: Thesis, _ dossier: Dossier, _ stated: StatedHazards, _ thresholds: RiskEvaluator.Thresholds
  ) {
    (self.thesis, self.dossier, self.stated, self.thresholds) = (thesis, dossier, stated, thresholds)
  }

  /// Makes it before it is asked for.
  package func prepare() { if !stated.candidates.isEmpty { _ = index } }

  var rarity: TermRarity {
    rarities.withLock { known in
      let rarity = known ?? TermRarity(stated.tally, thesis)
      known = rarity
      return rarity
    }
  }

  var index: AttackIndex {
    indices.withLock { known in
      let index = known ?? AttackIndex(thesis, dossier, rarity: rarity, thresholds: thresholds)
      known = index
      return index
    }
  }
}
