/// Currencies by ISO 4217 code, sign and name, as data. A person may add a line; nothing else needs to change.
enum CurrencyLexicon {
  /// What a writing may stand for.
  enum Meaning {
    case code(String)
    /// `$` alone: the report's own dollar.
    case dollar
    /// `¥` alone: yen unless the report says otherwise.
    case yen
    /// `kr` alone: the report's own crown.
    case krone
    /// A hundredth, with the unit's own name: `cent`, `penny`.
    case minor(String)
  }

  /// Codes in capitals, before or after the number.
  static let codes: WordTable<Meaning> = {
    var table = WordTable<Meaning>(exact: true)
    for row in entries {
      guard let code = row.first?.first else { continue }
      table.insert(code, .code(code))
    }
    return table
  }()

  /// Codes in any case, for places where nothing else is meant (`20 usd`).
  static let anyCaseCodes: WordTable<Meaning> = {
    var table = WordTable<Meaning>(exact: false)
    for row in entries {
      guard let code = row.first?.first,
        !["ALL", "TRY", "TOP", "CUP", "MOP", "LAK", "PEN", "SOS", "GEL", "BAM", "MAD", "ANG", "COP", "RON"].contains(
          code)
      else { continue }
      table.insert(code, .code(code))
    }
    return table
  }()

  /// Signs, before or after the number, exact case.
  static let signs: WordTable<Meaning> = {
    var table = WordTable<Meaning>(exact: true)
    for row in entries where row.count > 1 {
      guard let code = row.first?.first else { continue }
      for sign in row[1] { table.insert(sign, .code(code)) }
      // `USD$ 15`, `usd$ 15`
      if row[1].contains(where: { $0.hasSuffix("$") }) || code == "USD" {
        table.insert(code + "$", .code(code))
        table.insert(code.lowercased() + "$", .code(code))
      }
    }
    table.insert("$", .dollar)
    table.insert("＄", .dollar)
    table.insert("¥", .yen)
    table.insert("￥", .yen)
    table.insert("kr", .krone)
    table.insert("Kr", .krone)
    table.insert("¢", .minor("cent"))
    return table
  }()

  /// Names, after the number mostly, any case.
  static let names: WordTable<Meaning> = {
    var table = WordTable<Meaning>(exact: false)
    for row in entries where row.count > 2 {
      guard let code = row.first?.first else { continue }
      for name in row[2] {
        table.insert(name, .code(code))
        table.insert(name + "s", .code(code))
      }
    }
    for name in ["dollar", "dollars", "buck", "bucks"] { table.insert(name, .dollar) }
    for name in ["krone", "kroner", "krona", "kronor"] { table.insert(name, .krone) }
    for name in ["cent", "cents", "euro_cent", "euro_cents", "eurocent", "eurocents", "us_cent", "us_cents"] {
      table.insert(name, .minor("cent"))
    }
    for name in ["penny", "pence", "pennies"] { table.insert(name, .minor("penny")) }
    return table
  }()

  private static let entries = LexiconText.rows(rows)

  /// code | signs | names
  static let rows = """
    USD | US$ us$ U$S $US U.S.$ | us_dollar u.s._dollar american_dollar united_states_dollar
    EUR | € | euro
    GBP | £ ￡ | pound pound_sterling british_pound sterling quid
    JPY | JP¥ J¥ | yen japanese_yen
    CNY | CN¥ RMB rmb 元 | yuan renminbi chinese_yuan rmb chinese_renminbi yuan_renminbi
    CAD | C$ c$ CA$ CDN$ Can$ | canadian_dollar
    AUD | A$ AU$ | australian_dollar
    NZD | NZ$ nz$ | new_zealand_dollar
    HKD | HK$ hk$ | hong_kong_dollar
    SGD | S$ SG$ | singapore_dollar singaporean_dollar
    TWD | NT$ nt$ | taiwan_dollar new_taiwan_dollar
    MXN | Mex$ MX$ | mexican_peso
    BRL | R$ | real reais brazilian_real brazilian_reais
    ARS | AR$ | argentine_peso
    CLP | CLP$ | chilean_peso
    COP | COL$ | colombian_peso
    PEN | S/. | peruvian_sol nuevo_sol
    UYU | $U | uruguayan_peso
    BOB | Bs. | boliviano
    PYG | ₲ | guarani
    VES | Bs.S | bolivar
    INR | ₹ Rs. Rs Re. rs. | rupee indian_rupee
    PKR | PKRs | pakistani_rupee
    LKR | SLRs | sri_lankan_rupee
    NPR | | nepalese_rupee
    BDT | ৳ | taka bangladeshi_taka
    IDR | Rp Rp. | rupiah indonesian_rupiah
    MYR | RM | ringgit malaysian_ringgit malaysia_ringgit
    PHP | ₱ | philippine_peso
    THB | ฿ | baht thai_baht
    VND | ₫ | dong vietnamese_dong
    KRW | ₩ | korean_won south_korean_won
    CHF | SFr. SFr Fr. | swiss_franc franken
    SEK | | swedish_krona swedish_kronor
    NOK | | norwegian_krone norwegian_kroner
    DKK | | danish_krone danish_kroner
    ISK | | icelandic_krona
    PLN | zł | zloty polish_zloty
    CZK | Kč | koruna czech_koruna
    HUF | Ft | forint hungarian_forint
    RON | | romanian_leu romanian_lei
    BGN | | bulgarian_lev
    RSD | | serbian_dinar
    ALL | | albanian_lek
    BAM | |
    MKD | | denar
    MDL | | moldovan_leu
    UAH | ₴ | hryvnia ukrainian_hryvnia
    RUB | ₽ | ruble rouble russian_ruble
    BYN | | belarusian_ruble
    KZT | ₸ | tenge kazakh_tenge
    UZS | | uzbek_som
    AZN | ₼ | manat
    AMD | ֏ | armenian_dram
    GEL | ₾ | georgian_lari lari
    TRY | ₺ TL | turkish_lira lira
    ILS | ₪ | nis shekel new_shekel israeli_shekel
    AED | Dh Dhs | dirham emirati_dirham
    SAR | | riyal saudi_riyal
    QAR | | qatari_riyal
    OMR | | omani_rial
    KWD | | kuwaiti_dinar
    BHD | | bahraini_dinar
    JOD | | jordanian_dinar
    IQD | | iraqi_dinar
    IRR | | iranian_rial
    LBP | | lebanese_pound
    SYP | | syrian_pound
    YER | | yemeni_rial
    EGP | E£ | egyptian_pound
    MAD | | moroccan_dirham
    TND | | tunisian_dinar
    DZD | | algerian_dinar
    LYD | | libyan_dinar
    SDG | | sudanese_pound
    ZAR | | rand south_african_rand
    NGN | ₦ | naira nigerian_naira
    GHS | GH₵ ₵ | cedi ghanaian_cedi
    KES | KSh KSh. Ksh | kenyan_shilling
    UGX | USh | ugandan_shilling
    TZS | TSh | tanzanian_shilling
    ETB | | birr ethiopian_birr
    XOF | CFA | cfa_franc
    XAF | FCFA | central_african_franc
    XPF | | cfp_franc
    ZMW | | kwacha zambian_kwacha
    MWK | | malawian_kwacha
    MZN | | metical
    AOA | | angolan_kwanza kwanza
    BWP | | pula
    NAD | N$ | namibian_dollar
    MUR | | mauritian_rupee
    SCR | | seychellois_rupee
    MGA | | ariary
    RWF | | rwandan_franc
    BIF | | burundian_franc
    CDF | | congolese_franc
    DJF | | djiboutian_franc
    KMF | | comorian_franc
    GNF | | guinean_franc
    GMD | | dalasi
    SLE | | leone
    LRD | L$ | liberian_dollar
    SOS | | somali_shilling
    ERN | | nakfa
    LSL | | loti
    SZL | | lilangeni
    CVE | | cape_verdean_escudo
    STN | | dobra
    MRU | | ouguiya
    SSP | | south_sudanese_pound
    ZWG | |
    SHP | |
    AFN | ؋ | afghani
    MMK | | kyat
    KHR | ៛ | riel
    LAK | ₭ | lao_kip
    MNT | ₮ | tugrik
    KPW | |
    KGS | | kyrgyz_som
    TJS | | somoni
    TMT | |
    MVR | | rufiyaa
    BTN | | ngultrum
    BND | B$ | brunei_dollar
    MOP | MOP$ | pataca
    FJD | FJ$ | fijian_dollar
    PGK | | kina
    SBD | SI$ |
    TOP | |
    VUV | | vatu
    WST | | tala
    JMD | J$ | jamaican_dollar
    TTD | TT$ | trinidad_dollar
    BBD | Bds$ | barbadian_dollar
    BSD | | bahamian_dollar
    BZD | BZ$ | belize_dollar
    BMD | | bermudian_dollar
    KYD | CI$ | cayman_dollar
    XCD | EC$ | east_caribbean_dollar
    GYD | G$ | guyanese_dollar
    SRD | | surinamese_dollar
    AWG | | aruban_florin
    ANG | | antillean_guilder
    HTG | | gourde
    DOP | RD$ | dominican_peso
    CUP | | cuban_peso
    GTQ | | quetzal
    HNL | | lempira
    NIO | C$N | nicaraguan_cordoba cordoba
    CRC | ₡ | costa_rican_colon
    PAB | B/. | balboa
    SVC | |
    FKP | | falkland_islands_pound
    GIP | | gibraltar_pound
    XDR | | special_drawing_right
    DEM | DM | deutsche_mark german_mark
    FRF | FF | french_franc
    ITL | | italian_lira
    BTC | ₿ | bitcoin
    ETH | Ξ | ether
    """
}
