-- The catalogue as schema version 1 wrote it; kept to test that it is brought up to date.
BEGIN TRANSACTION;
CREATE TABLE answers (
    id VARCHAR NOT NULL,
    record TEXT NOT NULL,
    created_at VARCHAR NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE briefings (
    id VARCHAR NOT NULL,
    slug VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    identity VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    series_id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    countries TEXT NOT NULL,
    edition_day VARCHAR(10) NOT NULL,
    edition_precision VARCHAR NOT NULL,
    level VARCHAR,
    level_scheme VARCHAR,
    symbol VARCHAR,
    source TEXT NOT NULL,
    recognition_notes TEXT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    text TEXT NOT NULL,
    stored_at VARCHAR NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT status_is_known CHECK (status IN ('staged', 'visible')),
    FOREIGN KEY(series_id) REFERENCES series (id)
);
CREATE TABLE embeddings (
    "key" BLOB NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY ("key")
);
CREATE TABLE meta (
    "key" VARCHAR NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
);
CREATE TABLE passages (
    briefing_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    section INTEGER NOT NULL,
    first_sentence INTEGER NOT NULL,
    end_sentence INTEGER NOT NULL,
    PRIMARY KEY (briefing_id, number),
    FOREIGN KEY(briefing_id) REFERENCES briefings (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE sections (
    briefing_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    type VARCHAR NOT NULL,
    title VARCHAR,
    is_inferred BOOLEAN NOT NULL,
    PRIMARY KEY (briefing_id, number),
    FOREIGN KEY(briefing_id) REFERENCES briefings (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE sentences (
    briefing_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    section INTEGER NOT NULL,
    PRIMARY KEY (briefing_id, number),
    FOREIGN KEY(briefing_id) REFERENCES briefings (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE series (
    id VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    PRIMARY KEY (id)
);
INSERT INTO series VALUES('atlantis','GCR2P','Atlantis','country page');
INSERT INTO briefings VALUES('atlantis-2019','atlantis-2019',1,'["atlantis", "2019-05-15", ""]','visible','atlantis','Atlantis','["ATL"]','2019-05-15','day',NULL,NULL,NULL,'{}','[]','00','The harbour was shelled.','2024-01-02T03:04:05+00:00');
INSERT INTO sections VALUES('atlantis-2019',0,0,24,'summary',NULL,1);
INSERT INTO answers VALUES('a1','{"id": "a1"}','2024-01-02T03:04:05+00:00');
INSERT INTO meta VALUES('model','hashing');
CREATE INDEX ix_briefings_identity ON briefings (identity);
CREATE UNIQUE INDEX one_revision_per_slug ON briefings (slug, revision);
PRAGMA user_version = 1;
COMMIT;
