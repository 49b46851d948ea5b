import GRDB

/// The ledger's tables, as a list of changes that is only ever added to.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 reports, figures, essays") { try $0.execute(sql: first) }
    migrator.registerMigration("2 figures that notes print") { try $0.execute(sql: second) }
    migrator.registerMigration("3 reports inside files") { try $0.execute(sql: third) }
    migrator.registerMigration("4 levels and forecasts by what they measure") { try $0.execute(sql: fourth) }
    migrator.registerMigration("5 passages whose words stand in the evidence alone") { try $0.execute(sql: fifth) }
    migrator.registerMigration("6 reports whose passages wait to be indexed") { try $0.execute(sql: sixth) }
    return migrator
  }

  private static let first = """
    CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    -- A content, whatever its names. outcome: read | skipped | opened (a file of several reports, itself none)
    CREATE TABLE report (
      id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE,
      outcome TEXT NOT NULL,
      reason TEXT,
      title TEXT, publisher TEXT, date TEXT, format TEXT,
      byte_count INTEGER NOT NULL,
      figure_count INTEGER NOT NULL DEFAULT 0,
      times_read INTEGER NOT NULL DEFAULT 1,
      superseded_by INTEGER REFERENCES report (id) ON DELETE SET NULL,
      read_at INTEGER NOT NULL
    );

    -- A name in an inbox, and what was last found there. outcome: read | skipped | ignored | deferred
    CREATE TABLE place (
      path TEXT PRIMARY KEY,
      identity TEXT NOT NULL,
      report INTEGER REFERENCES report (id) ON DELETE CASCADE,
      outcome TEXT NOT NULL,
      reason TEXT,
      seen_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX place_report ON place (report);

    CREATE TABLE evidence (report INTEGER PRIMARY KEY REFERENCES report (id) ON DELETE CASCADE, archive BLOB NOT NULL);

    CREATE TABLE figure (
      id INTEGER PRIMARY KEY,
      report INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, line INTEGER NOT NULL,
      text TEXT NOT NULL,
      metric TEXT, metric_key TEXT, subject_key TEXT NOT NULL,
      low TEXT, high TEXT, value REAL NOT NULL, unit TEXT,
      period_start TEXT, period_end TEXT,
      role TEXT NOT NULL, modality TEXT NOT NULL,
      UNIQUE (report, ordinal)
    );
    CREATE INDEX figure_metric ON figure (metric_key, period_start, period_end) WHERE metric_key IS NOT NULL;

    -- A forecast and the figure that came of it.
    CREATE TABLE outcome (
      forecast INTEGER NOT NULL REFERENCES figure (id) ON DELETE CASCADE,
      actual INTEGER NOT NULL REFERENCES figure (id) ON DELETE CASCADE,
      PRIMARY KEY (forecast, actual)
    ) WITHOUT ROWID;
    CREATE INDEX outcome_actual ON outcome (actual);

    -- state: composed (the file may not be there yet) | published
    CREATE TABLE essay (
      id INTEGER PRIMARY KEY,
      night TEXT NOT NULL, title TEXT NOT NULL, file TEXT NOT NULL UNIQUE,
      sha256 TEXT NOT NULL, note BLOB NOT NULL, sidecar BLOB,
      state TEXT NOT NULL, composed_at INTEGER NOT NULL, published_at INTEGER
    );
    CREATE TABLE essay_report (
      essay INTEGER NOT NULL REFERENCES essay (id) ON DELETE CASCADE,
      report INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
      PRIMARY KEY (essay, report)
    ) WITHOUT ROWID;
    CREATE INDEX essay_report_report ON essay_report (report);
    CREATE TABLE claim (
      essay INTEGER NOT NULL REFERENCES essay (id) ON DELETE CASCADE,
      ordinal INTEGER NOT NULL,
      sha256 TEXT NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, line INTEGER NOT NULL,
      text TEXT NOT NULL, weight REAL NOT NULL,
      PRIMARY KEY (essay, ordinal)
    ) WITHOUT ROWID;
    CREATE TABLE stance (
      essay INTEGER NOT NULL REFERENCES essay (id) ON DELETE CASCADE,
      name TEXT NOT NULL, view TEXT NOT NULL,
      PRIMARY KEY (essay, name)
    ) WITHOUT ROWID;

    -- A night that is over, with or without a note.
    CREATE TABLE night (date TEXT PRIMARY KEY, outcome TEXT NOT NULL, ended_at INTEGER NOT NULL) WITHOUT ROWID;

    CREATE VIRTUAL TABLE passage USING fts5 (
      text, report UNINDEXED, line UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2');
    """

  private static let second = """
    CREATE TABLE printed (
      essay INTEGER NOT NULL REFERENCES essay (id) ON DELETE CASCADE,
      figure INTEGER NOT NULL REFERENCES figure (id) ON DELETE CASCADE,
      PRIMARY KEY (essay, figure)
    ) WITHOUT ROWID;
    CREATE INDEX printed_figure ON printed (figure);
    """

  private static let third = """
    -- A report inside a file, or the reason why there is none. key: the same from one revision of the file to the next.
    CREATE TABLE member (
      file INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
      suffix TEXT NOT NULL,
      key TEXT NOT NULL,
      report INTEGER REFERENCES report (id) ON DELETE CASCADE,
      reason TEXT,
      PRIMARY KEY (file, suffix)
    ) WITHOUT ROWID;
    CREATE INDEX member_report ON member (report);
    """

  // One index for what is asked of levels and one for what is asked of forecasts, each found by all that must agree: among
  // a million figures thousands share a metric.
  private static let fourth = """
    DROP INDEX figure_metric;
    CREATE INDEX figure_level ON figure (metric_key, subject_key, unit, period_end, period_start)
      WHERE metric_key IS NOT NULL AND period_start IS NOT NULL AND role = 'level' AND modality = 'reported';
    CREATE INDEX figure_forecast ON figure (metric_key, subject_key, unit, period_end, period_start)
      WHERE metric_key IS NOT NULL AND period_start IS NOT NULL AND role = 'level' AND modality <> 'reported';
    """

  // The index kept every passage's text a second time. A row is now the report's number and the passage's: see `Passages`.
  private static let fifth = """
    CREATE VIRTUAL TABLE bare USING fts5 (
      text, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
    INSERT INTO bare (rowid, text)
      SELECT (report << 20) + row_number() OVER (PARTITION BY report ORDER BY rowid) - 1, text FROM passage;
    DROP TABLE passage;
    ALTER TABLE bare RENAME TO passage;
    """

  // Indexing takes as long as reading does, and a note needs no index: it waits for the first search.
  private static let sixth = """
    CREATE TABLE unindexed (report INTEGER PRIMARY KEY REFERENCES report (id) ON DELETE CASCADE);
    """
}
