/// Units by sign and name, as data.
enum UnitLexicon {
  struct Entry: Sendable {
    let unit: Unit
    /// A sign of one letter, or one that is also an ordinary word: taken only where its place leaves no doubt.
    let isShort: Bool
  }

  /// `kt`: thousands of tonnes, but knots where the words are about speed.
  static let kilotonne = Unit.physical("ktonne")
  static let knot = Unit.physical("kn")
  static let kt = TokenHash.of("kt")
  static let speeds = LexiconText.set(
    """
    wind winds gust gusts gusting headwind headwinds tailwind tailwinds gale storm speed speeds velocity velocities airspeed knots sail
    sails sailed sailing cruise cruises cruised cruising steams steamed steaming faster slower
    """)

  /// `mb`: megabits, but millions of barrels where the words are about oil.
  static let megabit = Unit.physical("Mbit")
  static let megabarrel = Unit.physical("Mbbl")
  static let mb = TokenHash.of("mb")
  static let oil = LexiconText.set(
    """
    oil crude barrel barrels bbl petroleum gasoline diesel distillate distillates naphtha refinery refineries opec oecd stocks stockpiles
    inventories inventory drew drawdown
    """)

  /// Signs in exact case (`kWh`, `MB`).
  static let signs: WordTable<Entry> = build.signs
  /// Names in any case (`kilowatt hours`).
  static let names: WordTable<Entry> = build.names

  private static let build: (signs: WordTable<Entry>, names: WordTable<Entry>) = {
    var signs = WordTable<Entry>(exact: true)
    var names = WordTable<Entry>(exact: false)
    func add(_ unit: Unit, signs signList: [String], names nameList: [String]) {
      for sign in signList {
        signs.insert(sign, Entry(unit: unit, isShort: sign.count == 1))
      }
      for name in nameList { names.insert(name, Entry(unit: unit, isShort: false)) }
    }
    for row in LexiconText.rows(rows) where row.count > 2 {
      guard row[0].count > 1 else { continue }
      let symbol = row[0][1]
      let unit: Unit
      switch row[0][0] {
      case "percent": unit = .percent
      case "pp": unit = .percentagePoint
      case "bp": unit = .basisPoint
      case "x": unit = .multiple
      case "time": unit = .duration(symbol)
      default: unit = .physical(symbol)
      }
      add(unit, signs: row[1], names: row[2])
    }
    for row in LexiconText.rows(prefixed) where row.count > 2 {
      let symbol = row[0][0]
      for (prefix, name) in prefixes where row[0].count < 2 || row[0][1].contains(prefix) {
        let unit = Unit.physical(prefix + symbol)
        add(
          unit, signs: row[1].map { prefix + $0 } + (prefix == "u" ? row[1].flatMap { ["µ" + $0, "μ" + $0] } : []),
          names: row[2].flatMap { [name + $0, name + " " + $0] })
      }
    }
    return (signs, names)
  }()

  /// Metric prefixes: sign and name.
  static let prefixes: [(String, String)] = [
    ("p", "pico"), ("n", "nano"), ("u", "micro"), ("m", "milli"), ("c", "centi"), ("d", "deci"), ("h", "hecto"),
    ("k", "kilo"), ("M", "mega"), ("G", "giga"), ("T", "tera"), ("P", "peta"),
  ]

  /// symbol, the prefixes it takes | signs | names
  static let prefixed = """
    m  pnumcdk    | m | meter meters metre metres
    g  pnumkMG    | g | gram grams gramme grammes
    l  numcdhkM   | l L | liter liters litre litres
    W  numkMGTP   | W | watt watts
    Wh mkMGTP     | Wh | watt_hour watt_hours watt-hour watt-hours watthour watthours
    J  numkMGTP   | J | joule joules
    cal k         | cal | calorie calories
    Hz kMGT       | Hz | hertz
    V  numkMG     | V | volt volts
    A  numk       | A | ampere amperes amp amps
    Pa hkMG       | Pa | pascal pascals
    eV kMGT       | eV | electronvolt electronvolts
    B  kMGTP      | B | byte bytes
    bit kMGT      | bit b | bit bits
    bps kMGT      | bps |
    m2 cdk        | m2 m² m^2 |
    m3 cdk        | m3 m³ m^3 |
    mol num       | mol |
    tonne kMG     | t | tonne tonnes
    Wp kMG        | Wp |
    N k           | N | newton newtons
    """

  /// kind symbol | signs | names
  static let rows = """
    percent %  | % ％ ﹪ | percent per_cent percents percentage per_centage pct pct. per_cents
    pp pp      | pp pps ppt ppts pts pts_% %pt %pts | percentage_point percentage_points percentage-point percentage-points percent_point percent_points
    bp bp      | bp bps bp. bps. | basis_point basis_points basis-point basis-points
    x x        | x X × | fold
    time year  | y yr yrs yr. yrs. | year years yr yrs
    time quarter | | quarters
    time month | mo mos mos. mths mth | month months
    time week  | wk wks wk. | week weeks
    time day   | d | day days
    time hour  | h hr hrs hr. hrs. | hour hours hr hrs
    time minute | min mins min. mins. | minute minutes min mins
    time second | s sec secs sec. secs. | second seconds sec secs
    time millisecond | ms msec | millisecond milliseconds
    time decade | | decade decades
    time century | | centuries
    dim m      | m | meter meters metre metres
    dim g      | g gs g. gm gms | gram grams gramme grammes
    dim kg     | kgs k.g k.g. k.gs | kilo kilos
    dim l      | l L ltr ltrs | liter liters litre litres
    dim ml     | mls | mls
    dim W      | W | watt watts
    dim Wh     | Wh | watt_hour watt_hours watt-hour watt-hours
    dim J      | J | joule joules
    dim cal    | cal | calorie calories
    dim kcal   | kCal Kcal | kilocalorie kilocalories
    dim Hz     | Hz | hertz
    dim V      | V | volt volts
    dim A      | A | ampere amperes amp amps
    dim Pa     | Pa | pascal pascals
    dim eV     | eV |
    dim B      | | byte bytes
    dim kB     | KB |
    dim bit    | bit | bit bits
    dim Mbit   | Mb mb Mbits | megabit megabits
    dim t      | t | tonne tonnes metric_ton metric_tons metric-ton metric-tons metric_tonne metric_tonnes
    dim ton    | | ton tons short_ton short_tons long_ton long_tons
    dim lb     | lb lbs lb. lbs. | lb lbs
    dim oz     | oz oz. ozs | ounce ounces oz
    dim ozt    | | troy_ounce troy_ounces
    dim ft     | ft ft. ' ′ | foot feet
    dim in     | in. ″ " ” | inch inches
    dim yd     | yd yds yd. | yard yards
    dim mi     | mi mi. | mile miles
    dim nmi    | nmi | nautical_mile nautical_miles
    dim au     | AU au | astronomical_unit astronomical_units
    dim km     | kms | km kms
    dim m2     | m2 m² m^2 sqm sq._m sq_m | square_meter square_meters square_metre square_metres meters_squared
    dim km2    | km² sq_km sq._km | square_kilometer square_kilometers square_kilometre square_kilometres km_squared km_square kilometers_squared
    dim cm2    | cm² | square_centimeter square_centimeters square_centimetre square_centimetres
    dim mm2    | mm² mm2 | square_millimeter square_millimeters
    dim ft2    | ft2 ft² ft^2 sqft sq_ft sq._ft sq._ft. sf | square_foot square_feet square-foot square-feet square_footage
    dim mi2    | mi2 mi² sq_mi sq._mi | square_mile square_miles
    dim acre   | ac | acre acres
    dim ha     | ha | hectare hectares
    dim m3     | m3 m³ m^3 cbm | cubic_meter cubic_meters cubic_metre cubic_metres
    dim km3    | km3 km³ km^3 | cubic_kilometer cubic_kilometers cubic_kilometre cubic_kilometres km_cubed km_cubic
    dim cm3    | cm³ cc ccm | cubic_centimeter cubic_centimeters cubic_centimetre cubic_centimetres
    dim ft3    | ft3 ft³ ft^3 cf cu_ft cu._ft | cubic_foot cubic_feet
    dim Bcf    | bcf Bcf BCF |
    dim Tcf    | tcf Tcf TCF |
    dim Mcf    | mcf Mcf MCF |
    dim gal    | gal gals gal. | gallon gallons gal gals
    dim pt     | | pint pints
    dim qt     | | quart quarts
    dim bbl    | bbl bbls bbl. | barrel barrels
    dim Mbbl   | mmbbl MMbbl |
    dim boe    | boe BOE |
    dim bbl/d  | bpd b/d bbl/d bopd | barrels_per_day barrels_a_day
    dim koz    | koz koz. | thousand_ounces
    dim Moz    | Moz moz | million_ounces
    dim kbbl/d | kb/d kbpd kbd kbbl/d |
    dim Mbbl/d | mb/d mbpd mmb/d mmbd MMb/d |
    dim kboe/d | kboe/d |
    dim bu     | bu | bushel bushels
    dim TEU    | TEU TEUs | teus
    dim btu    | BTU Btu btu BTUs Btus | btu btus british_thermal_unit british_thermal_units
    dim MMBtu  | MMBtu mmBtu mmbtu MMBTU |
    dim therm  | | therm therms
    dim hp     | hp bhp | horsepower
    dim °C     | °C ℃ ºC | degrees_celsius degree_celsius degrees_centigrade °_celsius
    dim °F     | °F ℉ ºF | degrees_fahrenheit degree_fahrenheit °_fahrenheit
    dim kelvin | | kelvin kelvins
    dim °      | ° º | degrees degree
    dim rpm    | rpm RPM |
    dim mph    | mph | miles_per_hour miles_an_hour
    dim km/h   | km/h kmh kph km/hr | kilometers_per_hour kilometres_per_hour
    dim m/s    | m/s m_s−1 | meters_per_second metres_per_second
    dim kn     | kn | knot knots
    dim mpg    | mpg | miles_per_gallon
    dim ppm    | ppm | parts_per_million
    dim ppb    | ppb | parts_per_billion
    dim gCO2   | |
    dim tCO2e  | tCO2e tCO2 | tonnes_of_co2 tons_of_co2
    dim MtCO2e | MtCO2e MtCO2 |
    dim bar    | bar |
    dim psi    | psi |
    dim dB     | dB dBA | decibel decibels
    dim ct     | | carat carats
    dim mol    | mol | mole moles
    dim px     | px | pixels
    dim MP     | MP | megapixel megapixels
    dim FLOPS  | FLOPS flops | flops
    dim Gbps   | Gb/s Gbit/s |
    dim GB/s   | GB/s |
    dim TB/s   | TB/s |
    """
}
