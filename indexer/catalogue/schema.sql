-- The catalogue of one gongkai instance: everything that is known of the reports, and how it is known.
-- Open it with any SQLite tool. Start with the views `reports` (one row for each report in the corpus)
-- and `problems` (everything that could not be read or is not trusted).
-- All starts and ends count characters of the original text, from 0, the end not included.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- The files and folders that have been named to `gongkai build`.
CREATE TABLE sources (
    source INTEGER PRIMARY KEY,
    root TEXT NOT NULL UNIQUE,          -- absolute path
    base TEXT NOT NULL,                 -- the folder that paths of its files start from
    name TEXT NOT NULL,                 -- what stands for that folder at the start of a path
    complete INTEGER NOT NULL DEFAULT 0 -- 0 while it is being read, and after a build that was killed
);

-- Every file seen in a source, read or not.
CREATE TABLE files (
    source INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
    path TEXT NOT NULL,
    size INTEGER,
    mtime_ns INTEGER,                   -- NULL: too fresh to be trusted, compare the content
    sha256 TEXT,                        -- of the content; NULL: it could not be opened
    version TEXT,                       -- stands for the content, the source notes and the reading rules
    doc INTEGER REFERENCES documents,   -- what was read from it; NULL: nothing, see file_problems
    indexed INTEGER NOT NULL DEFAULT 0, -- 1: in the corpus; 0: unreadable, or a duplicate
    PRIMARY KEY (source, path)
) WITHOUT ROWID;
CREATE INDEX files_doc ON files (doc);

-- Why a file is not in the corpus, and what is wrong with a list of sources.
CREATE TABLE file_problems (
    source INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
    path TEXT NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (source, path, position)
) WITHOUT ROWID;

-- One version of one report, as it was read. Never changed once it is written.
CREATE TABLE documents (
    doc INTEGER PRIMARY KEY AUTOINCREMENT,
    version TEXT NOT NULL UNIQUE,
    report_id TEXT NOT NULL,            -- survives new versions; part of every permanent link
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    url TEXT,
    source_title TEXT,                  -- title, publisher and date from the list of sources
    publisher TEXT,
    retrieved TEXT,
    title TEXT,                         -- title as printed in the report
    form TEXT,                          -- the statutory form of its tables
    encoding TEXT NOT NULL,
    characters INTEGER NOT NULL         -- length of the original text, which is slow to count in thousands
);
CREATE INDEX documents_report ON documents (report_id);

-- The texts: as the agency wrote it, and as it is searched.
CREATE TABLE texts (
    doc INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    original TEXT NOT NULL,
    normalised TEXT NOT NULL,
    alignment BLOB NOT NULL,            -- which character of one stands for which of the other
    steps TEXT NOT NULL,                -- JSON: the repairs, and how many places each changed
    blocks TEXT NOT NULL,               -- JSON: [start, end, is a heading]
    grids TEXT NOT NULL,                -- JSON: the tables of the source as drawn
    pages TEXT NOT NULL                 -- JSON: [number, start, end]
);

CREATE TABLE sections (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    level INTEGER NOT NULL,
    title TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    normalised_start INTEGER NOT NULL,
    normalised_end INTEGER NOT NULL,
    parent TEXT,
    also TEXT NOT NULL,                 -- further kinds, separated by spaces
    confidence REAL NOT NULL,
    PRIMARY KEY (doc, position)
) WITHOUT ROWID;

CREATE TABLE statutory_tables (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    form TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    content TEXT NOT NULL,              -- JSON: columns, and rows of cells as printed
    PRIMARY KEY (doc, position)
) WITHOUT ROWID;

CREATE TABLE figures (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    value,                              -- NULL: blank, or not a number. Never 0 for a blank cell
    raw TEXT NOT NULL,                  -- the cell as printed
    unit TEXT,
    rule TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    quote TEXT NOT NULL,
    PRIMARY KEY (doc, position)
) WITHOUT ROWID;

-- The figures that reports are compared by, a row for each report: thousands of reports are read at once.
-- They repeat what `figures` says, without the columns of 申请人情况 but for the requests received.
CREATE TABLE totals (
    doc INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    figures TEXT NOT NULL               -- JSON: name and value; a figure without a value is left out
);

CREATE TABLE facets (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    value,                              -- NULL: the report does not state it
    boolean INTEGER NOT NULL,           -- 1: the value stands for true (1) or false (0)
    label TEXT NOT NULL,
    rule TEXT,                          -- the rule that found it, and the words that say it
    start INTEGER,
    end INTEGER,
    quote TEXT,
    PRIMARY KEY (doc, position)
) WITHOUT ROWID;
CREATE INDEX facets_name ON facets (name, value);

CREATE TABLE checks (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    ok INTEGER,                         -- NULL: not assessable
    detail TEXT NOT NULL,
    figures TEXT NOT NULL,              -- names, separated by spaces
    level TEXT NOT NULL,
    used_blanks INTEGER NOT NULL,
    PRIMARY KEY (doc, position)
) WITHOUT ROWID;

CREATE INDEX checks_failed ON checks (doc) WHERE ok = 0;

CREATE TABLE document_problems (
    doc INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    stage TEXT NOT NULL,                -- 'reading': known when the file was opened; 'report': all of them
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    start INTEGER,
    end INTEGER,
    PRIMARY KEY (doc, stage, position)
) WITHOUT ROWID;

CREATE VIEW reports AS
SELECT d.report_id, d.doc, f.path, d.url, d.title, d.form,
    (SELECT value FROM facets WHERE doc = d.doc AND name = 'agency') AS agency,
    (SELECT value FROM facets WHERE doc = d.doc AND name = 'department') AS department,
    (SELECT value FROM facets WHERE doc = d.doc AND name = 'level') AS level,
    (SELECT value FROM facets WHERE doc = d.doc AND name = 'province') AS province,
    (SELECT value FROM facets WHERE doc = d.doc AND name = 'city') AS city,
    (SELECT value FROM facets WHERE doc = d.doc AND name = 'county') AS county,
    (SELECT value FROM facets WHERE doc = d.doc AND name = 'year') AS year,
    (SELECT value FROM facets WHERE doc = d.doc AND name = 'requests') AS requests,
    (SELECT value FROM facets WHERE doc = d.doc AND name = 'fee_status') AS fee_status,
    (SELECT value FROM facets WHERE doc = d.doc AND name = 'fee_amount_yuan') AS fee_amount_yuan,
    t.original
FROM files f JOIN documents d USING (doc) JOIN texts t USING (doc)
WHERE f.indexed;

CREATE VIEW problems AS
SELECT source, path, NULL AS report_id, code, message, NULL AS start, NULL AS end FROM file_problems
UNION ALL
SELECT f.source, f.path, d.report_id, p.code, p.message, p.start, p.end
FROM files f JOIN documents d USING (doc) JOIN document_problems p USING (doc)
WHERE f.indexed AND p.stage = 'report';

PRAGMA user_version = 3;
