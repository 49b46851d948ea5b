/// What a section is by its heading, and what a sentence is by its formula.
package enum SectionLexicon {
  /// Headings of sections that doubt: their sentences are hazards, not claims.
  package static let risk = PhraseTable(
    lines: """
      risk factors
      risks
      risk factor summary
      key risks
      what could go wrong
      what could break
      what would break
      what would change our mind
      what could derail
      where we could be wrong
      how we could be wrong
      via negativa
      taleb lens
      bear case
      bear cases
      headwinds
      key uncertainties
      uncertainties
      downside scenario
      downside scenarios
      pre mortem
      premortem
      counterarguments
      the case against
      risk
      """)

  /// Headings of sections that argue nothing.
  static let boilerplate = PhraseTable(
    lines: """
      forward looking statements
      forward looking statement
      forward looking information
      cautionary note
      cautionary statement
      cautionary statements
      safe harbor
      signatures
      signature
      exhibits
      exhibit index
      exhibit number
      index to exhibits
      financial statement schedules
      table of contents
      contents
      index
      legal proceedings
      legal matters
      mine safety disclosures
      unresolved staff comments
      cybersecurity
      certification
      certifications
      analyst certification
      disclaimer
      disclaimers
      disclosures
      important information
      available information
      where you can find more information
      website access
      glossary
      definitions
      abbreviations
      contact
      contacts
      media contact
      investor contact
      investor relations
      executive compensation
      executive officers
      our executive officers
      information about our executive officers
      directors executive officers
      security ownership
      principal accountant fees
      principal accounting fees
      certain relationships
      changes in and disagreements with accountants
      controls and procedures
      report of independent registered public accounting firm
      reports of independent registered public accounting firm
      critical audit matters
      critical audit matter
      insider trading
      insider trading arrangements
      defaults upon senior securities
      securities registered
      stock performance graph
      stock performance graphs
      performance graph
      stockholder return
      basis for opinion
      basis for opinions
      opinions on the financial statements
      equity compensation plan information
      registrant's telephone number
      power of attorney
      item 1b
      schedule ii
      other information
      form 10 k summary
      documents incorporated by reference
      recent accounting pronouncements
      recently issued accounting pronouncements
      new accounting pronouncements
      recently adopted accounting pronouncements
      recently issued accounting standards
      summary of significant accounting policies
      significant accounting policies
      summary of accounting policies
      critical accounting policies
      critical accounting estimates
      critical accounting policies and estimates
      basis of presentation
      references
      bibliography
      acknowledgments
      related links
      non gaap
      use of estimates
      properties
      general information
      methodology
      """)

  /// Headings that say where one is, not what is argued: never the name of a theme.
  static let generic = PhraseTable(
    lines: """
      summary
      overview
      introduction
      background
      general
      conclusion
      conclusions
      bottom line
      key takeaways
      takeaways
      highlights
      implications
      thesis
      why this matters
      why this changes everything
      national summary
      executive summary
      results
      results of operations
      financial results
      financial information
      financial statements
      notes to consolidated financial statements
      notes to condensed consolidated financial statements
      notes to the consolidated financial statements
      management's discussion and analysis
      consolidated statements
      consolidated statements of
      consolidated statement of
      condensed consolidated statements
      condensed consolidated balance
      consolidated balance sheets
      exhibits and financial statement
      summary of results
      financial statements and supplementary
      recent developments
      business priorities
      consolidated balance sheets
      consolidated balance sheet
      consolidated financial statements
      quantitative and qualitative disclosures
      selected financial data
      supplementary data
      market for registrant's common equity
      issuer purchases of equity securities
      dividend policy
      contrarian question
      appendix
      annex
      figures
      tables
      year over year
      three months ended
      six months ended
      nine months ended
      fiscal year
      fiscal years
      part i
      part ii
      part iii
      part iv
      unaudited
      for immediate release
      beige book
      about
      business
      our business
      company
      our company
      outlook
      other
      notes
      next steps
      what's next
      what to watch
      """)

  /// A short heading with one of these names a part of a note, whatever it is about: "The Storage Thesis".
  static let blockWords: WordSet = [
    "thesis", "implications", "takeaways", "conclusion", "conclusions", "summary", "introduction", "overview",
    "appendix",
  ]

  /// Headings of notes to accounts that few readers come for.
  static let dull = PhraseTable(
    lines: """
      segment information
      segment reporting
      sources and conditions of liquidity
      liquidity and capital resources
      geographic areas
      geographic information
      recently issued accounting
      recent accounting
      non gaap
      leases
      lease
      cash equivalents
      marketable securities
      restricted stock
      contribution plan
      asset impairments
      impairment
      impairments
      income taxes
      income tax
      taxes
      fair value
      stock based compensation
      share based compensation
      equity awards
      employee benefit
      retirement
      pension
      commitments
      contingencies
      guarantees
      goodwill
      intangible assets
      business combination
      business combinations
      balance sheet components
      derivative
      derivatives
      derivative financial instruments
      hedging
      accumulated other comprehensive
      net income per share
      earnings per share
      shareholders' equity
      stockholders' equity
      subsequent events
      subsequent event
      related party
      related parties
      supplemental
      accrued
      financial instruments
      variable interest entities
      variable interest entity
      valuation
      restructuring
      debt
      property plant
      property and equipment
      stock incentive
      tax
      internal control
      human capital
      employees
      environmental
      government regulations
      intellectual property
      seasonality
      trademarks
      critical accounting
      accounting
      fair value measurements
      inflation
      market risk
      interest rate
      foreign currency
      investment risk
      """)

  /// Sentences by formula: not claims wherever they stand.
  static let formula = PhraseTable(
    lines: """
      forward looking statement
      forward looking statements
      incorporated by reference
      incorporated herein by reference
      indicate by check mark
      large accelerated filer
      aggregate market value
      holders of record
      registered shareholders
      street name
      registrant's common stock
      shares outstanding as of
      issued and outstanding as of
      outstanding as of
      shell company
      less than 10
      commission file number
      pursuant to the requirements
      securities exchange act
      securities act of 1933
      see note
      refer to note
      in conjunction with
      is not financial advice
      not investment advice
      does not constitute
      all rights reserved
      duly authorized
      hereby certify
      no obligation to update
      undertakes no obligation
      undertake no obligation
      actual results to differ
      actual results could differ
      results may differ
      reporting period in this document
      generally accepted accounting principles
      accounting standards update
      accounting standards codification
      we adopted
      was not prepared
      par value
      summarizes comments
      is not a commentary
      in accordance with
      for additional information
      for further information
      for more information
      set forth in
      as defined in
      shall be
      conference call
      webcast
      toll free
      telephone
      this report
      this document
      this quarterly report
      this annual report
      internal control
      table of contents
      was compiled
      the following table
      the table below
      the following tables
      presented below
      as follows
      """)
}
