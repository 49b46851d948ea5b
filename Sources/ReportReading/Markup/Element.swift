/// The element names that mean something to reading, whatever vocabulary they come from; all others are `.other`.
enum Element: UInt8, Sendable {
  case other
  // Structure
  case html, head, body, title, meta, base, link, h1, h2, h3, h4, h5, h6, p, div, section, article, main, blockquote,
    pre
  case br, hr, center, address, figure, figcaption, details, summary, fieldset, dl, dt, dd
  case ul, ol, li
  // Tables
  case table, caption, colgroup, col, thead, tbody, tfoot, tr, td, th
  // Runs
  case span, font, a, b, strong, i, em, u, code, sup, sub, del, ins, s, q, cite, time, small, wbr, img
  // Never text
  case script, style, noscript, template, svg, math, iframe, object, select, option, button, input, textarea, canvas
  case audio, video, map, dialog
  // Often chrome
  case nav, header, footer, aside, form
  // Inline XBRL
  case ixHeader, ixHidden, ixNonFraction, ixNonNumeric, ixContinuation, ixExclude, ixFraction, ixReferences, ixResources
  case xbrliContext, xbrliUnit, xbrliMeasure, xbrliStartDate, xbrliEndDate, xbrliInstant, xbrliForever, xbrliDivide
  case xbrliNumerator, xbrliDenominator, xbrldiExplicitMember, xbrldiTypedMember, xbrliSegment, xbrliScenario
  case xbrliEntity, xbrliIdentifier, xbrliPeriod
  // Plain report vocabularies in XML
  case xmlTitle, xmlSubtitle, xmlAuthor, xmlPublisher, xmlDate, xmlMetadata

  /// By lower-case name.
  static let byName: [String: Element] = {
    var table: [String: Element] = [
      "html": .html, "head": .head, "body": .body, "title": .title, "meta": .meta, "base": .base, "link": .link,
      "h1": .h1, "h2": .h2, "h3": .h3, "h4": .h4, "h5": .h5, "h6": .h6, "p": .p, "div": .div, "section": .section,
      "article": .article, "main": .main, "blockquote": .blockquote, "pre": .pre, "br": .br, "hr": .hr,
      "center": .center, "address": .address, "figure": .figure, "figcaption": .figcaption, "details": .details,
      "summary": .summary, "fieldset": .fieldset, "dl": .dl, "dt": .dt, "dd": .dd, "ul": .ul, "ol": .ol, "li": .li,
      "table": .table, "caption": .caption, "colgroup": .colgroup, "col": .col, "thead": .thead, "tbody": .tbody,
      "tfoot": .tfoot, "tr": .tr, "td": .td, "th": .th, "span": .span, "font": .font, "a": .a, "b": .b,
      "strong": .strong, "i": .i, "em": .em, "u": .u, "code": .code, "sup": .sup, "sub": .sub, "del": .del,
      "ins": .ins, "s": .s, "q": .q, "cite": .cite, "time": .time, "small": .small, "wbr": .wbr, "img": .img,
      "script": .script, "style": .style, "noscript": .noscript, "template": .template, "svg": .svg, "math": .math,
      "iframe": .iframe, "object": .object, "select": .select, "option": .option, "button": .button, "input": .input,
      "textarea": .textarea, "canvas": .canvas, "audio": .audio, "video": .video, "map": .map, "dialog": .dialog,
      "nav": .nav, "header": .header, "footer": .footer, "aside": .aside, "form": .form,
    ]
    table["strike"] = .s
    table["listing"] = .pre
    table["xmp"] = .pre
    table["menu"] = .ul
    table["dir"] = .ul
    table["search"] = .nav
    table["ix:header"] = .ixHeader
    table["ix:hidden"] = .ixHidden
    table["ix:nonfraction"] = .ixNonFraction
    table["ix:nonnumeric"] = .ixNonNumeric
    table["ix:continuation"] = .ixContinuation
    table["ix:exclude"] = .ixExclude
    table["ix:fraction"] = .ixFraction
    table["ix:references"] = .ixReferences
    table["ix:resources"] = .ixResources
    let xbrli: [(String, Element)] = [
      ("context", .xbrliContext), ("unit", .xbrliUnit), ("measure", .xbrliMeasure), ("startdate", .xbrliStartDate),
      ("enddate", .xbrliEndDate), ("instant", .xbrliInstant), ("forever", .xbrliForever), ("divide", .xbrliDivide),
      ("unitnumerator", .xbrliNumerator), ("unitdenominator", .xbrliDenominator), ("segment", .xbrliSegment),
      ("scenario", .xbrliScenario), ("entity", .xbrliEntity), ("identifier", .xbrliIdentifier),
      ("period", .xbrliPeriod),
    ]
    for (name, element) in xbrli { table["xbrli:" + name] = element }
    table["xbrldi:explicitmember"] = .xbrldiExplicitMember
    table["xbrldi:typedmember"] = .xbrldiTypedMember
    return table
  }()

  /// Names of plain report vocabularies (not HTML) in XML, by lower-case name.
  static let byReportName: [String: Element] = [
    "title": .xmlTitle, "heading": .xmlTitle, "headline": .xmlTitle, "subtitle": .xmlSubtitle,
    "para": .p, "paragraph": .p, "text": .p, "abstract": .section, "chapter": .section, "part": .section,
    "sect1": .section, "sect2": .section, "sect3": .section, "sec": .section, "subsection": .section,
    "row": .tr, "entry": .td, "cell": .td, "columns": .tr, "column": .th,
    "list": .ul, "itemizedlist": .ul, "orderedlist": .ol, "item": .li,
    "listitem": .li, "quote": .blockquote, "emphasis": .em, "bold": .b, "italic": .i, "author": .xmlAuthor,
    "publisher": .xmlPublisher, "source": .xmlPublisher, "issuer": .xmlPublisher, "institution": .xmlPublisher,
    "organization": .xmlPublisher, "date": .xmlDate, "published": .xmlDate, "pubdate": .xmlDate,
    "publicationdate": .xmlDate, "metadata": .xmlMetadata, "meta": .xmlMetadata, "info": .xmlMetadata,
    "note": .p, "body": .body, "report": .article, "document": .article, "article": .article,
  ]

  /// Starts and ends a block of text.
  var isBlock: Bool {
    switch self {
    case .html, .body, .h1, .h2, .h3, .h4, .h5, .h6, .p, .div, .section, .article, .main, .blockquote, .pre, .hr,
      .center, .address, .figure, .figcaption, .details, .summary, .fieldset, .dl, .dt, .dd, .ul, .ol, .li, .table,
      .caption, .thead, .tbody, .tfoot, .tr, .td, .th, .nav, .header, .footer, .aside, .form, .dialog, .option,
      .xmlTitle, .xmlSubtitle, .xmlAuthor, .xmlPublisher, .xmlDate, .xmlMetadata:
      true
    default: false
    }
  }

  /// Content is never report text.
  var isSilent: Bool {
    switch self {
    case .head, .title, .script, .style, .template, .svg, .math, .iframe, .object, .select, .option, .button, .input,
      .textarea,
      .canvas, .audio, .video, .map, .ixHeader, .ixHidden, .ixReferences, .ixResources, .colgroup, .noscript:
      true
    default: false
    }
  }

  /// Divides a page into parts.
  var isDivision: Bool {
    switch self {
    case .body, .div, .section, .article, .main, .aside, .header, .footer, .td, .form, .figure, .ul, .ol, .dl: true
    default: false
    }
  }

  /// Found on pages of web sites, hardly in documents.
  var isOfPages: Bool {
    switch self {
    case .nav, .article, .main, .aside, .header, .footer: true
    default: false
    }
  }

  var headingLevel: Int? {
    switch self {
    case .h1: 1
    case .h2: 2
    case .h3: 3
    case .h4: 4
    case .h5: 5
    case .h6: 6
    default: nil
    }
  }
}

/// The attribute names that mean something to reading.
enum Attribute: UInt8, Sendable {
  case other
  case style, `class`, id, colspan, rowspan, href, hidden, align, content, name, property, lang, start, value, type
  case border, role, datetime, scope, itemprop, ariaHidden, sourcePosition
  case scale, sign, format, contextRef, unitRef, decimals, dimension, nilMark, valign, bgcolor, cols, nameEnd,
    nameStart, moreRows
  case namest, width, ordered

  static let byName: [String: Attribute] = [
    "style": .style, "class": .class, "id": .id, "colspan": .colspan, "rowspan": .rowspan, "href": .href,
    "hidden": .hidden, "align": .align, "content": .content, "name": .name, "property": .property, "lang": .lang,
    "xml:lang": .lang, "start": .start, "value": .value, "type": .type, "epub:type": .type, "border": .border,
    "role": .role,
    "datetime": .datetime, "scope": .scope, "itemprop": .itemprop, "aria-hidden": .ariaHidden,
    "data-sourcepos": .sourcePosition, "scale": .scale, "sign": .sign, "format": .format, "contextref": .contextRef,
    "unitref": .unitRef, "decimals": .decimals, "dimension": .dimension, "xsi:nil": .nilMark, "valign": .valign,
    "bgcolor": .bgcolor, "morerows": .moreRows, "width": .width, "ordered": .ordered,
  ]
}
