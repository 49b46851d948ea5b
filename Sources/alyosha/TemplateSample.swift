/// The report that templates are tried on: short, and with something for every block of a note.
enum TemplateSample {
  static let report = """
    ---
    title: The Lamp Report
    publisher: Wick & Company
    date: 2026-01-15
    ---

    # Candles Were the Light. Lamps Are the Light.

    Candles were the light. Lamps are the light now. Lamp sales were $4 billion in 2024 and $6 billion in 2025, and we \
    expect $9 billion in 2027.

    | $ in billions | 2024 | 2025 | 2027E |
    |---|---|---|---|
    | Lamp sales | 4 | 6 | 9 |
    | Candle sales | 3 | 2 | 1 |

    ## Why lamps win

    A lamp burns for 40 hours on one filling. A candle burns for 6 hours. In 2025, 62% of new houses had a lamp, up from \
    35% in 2024.

    - **Table lamps** — for reading, 55% of sales
    - **Street lamps** — for towns, 30% of sales
    - **Ship lamps** — for harbors, 15% of sales

    **Still bullish:**

    - Glass makers — orders rose 25% in 2025

    **No longer:**

    - Wax traders — volumes fell 33% in 2025

    ## Risks

    1. **Oil runs short** — A lamp without oil is glass, and sales would stop. (Real risk)
    2. **Towns choose gas** — Street lamps would move to pipes. (Low probability)

    """
}
